/**
 * Decisions come in, whole, and are kept: durable before the answer, in the journal; then in the database, sealed by a key of each customer. It must not know
 * what a record says.
 */
@NullMarked
package org.opportune.ledger;

import org.jspecify.annotations.NullMarked;
