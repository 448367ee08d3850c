package org.opportune.catalogue;

/**
 * How live decisions explore.
 *
 * @param share of the decisions whose rankings are drawn, from 0 to 1
 * @param temperature more than 0; an offer is drawn in proportion to its score to the power of 1 / temperature
 */
public record Exploration(double share, double temperature) {
    /** Every decision takes what is best. */
    public static final Exploration NONE = new Exploration(0, 1);

    /** Whether any decision explores. */
    public boolean happens() {
        return share > 0;
    }
}
