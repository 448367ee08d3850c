/**
 * What customers did with what they were answered: durable in the journal when it is taken, told to the reservations at once, and stored with the ledger's
 * rows; and what is learned from it, as tables of rates. It must not decide.
 */
@NullMarked
package org.opportune.outcomes;

import org.jspecify.annotations.NullMarked;
