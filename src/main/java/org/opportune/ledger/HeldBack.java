package org.opportune.ledger;

import java.util.List;

/**
 * An offer that the customer may have and that a decision held back all the same.
 *
 * @param reasons by their codes, each once
 * @param forgone what the decision would have been expected to bring more if this offer alone had not been held back, in base currency
 */
public record HeldBack(String offer, List<String> reasons, double forgone) {
    public HeldBack {
        reasons = List.copyOf(reasons);
    }
}
