/**
 * A request with a key comes in; a named principal with one role goes out, or a refusal: nothing is allowed that a resource does not say is.
 * Keys are kept as hashes only, and no request waits for the database to have its key checked.
 * It must not know what the resources do that it guards. Principals and keys are kept in {@code V3__security.sql}.
 */
@NullMarked
package org.opportune.security;

import org.jspecify.annotations.NullMarked;
