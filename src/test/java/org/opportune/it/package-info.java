/**
 * What the black-box tests share: one database, one Payara Micro with the WAR that ships, and a client that speaks HTTP and nothing else.
 */
package org.opportune.it;
