/** What a client hears that sends something wrong. */
package org.opportune.http;
