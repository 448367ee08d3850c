/** Who is let in, and to what. */
package org.opportune.security;
