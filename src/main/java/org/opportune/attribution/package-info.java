/**
 * Credits decisions with the orders that came after them: in come orders (events) and touches (outcomes) of one customer, out go shares of each order by decision and offer, by the rule that {@code rulebook.yaml} declares.
 * They are made anew from what is stored whenever an order or a touch comes, late or again, so that it does not matter in which order things are told; sums by day change by the difference.
 * It knows nothing of how decisions are made, and no decision waits for it.
 */
@NullMarked
package org.opportune.attribution;

import org.jspecify.annotations.NullMarked;
