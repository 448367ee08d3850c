/**
 * The examples of {@code docs/examples} as a reader runs them: their programs in a process of their own, against a server that was started with their rules. What
 * their documents say of published data is counted again here, without the server.
 */
@NullMarked
package org.opportune.examples;

import org.jspecify.annotations.NullMarked;
