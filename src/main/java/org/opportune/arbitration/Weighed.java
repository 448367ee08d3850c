package org.opportune.arbitration;

import org.opportune.catalogue.Catalogue.Offer;

/**
 * A candidate with the logarithm of the weight by which it is drawn, which is reckoned once for all choices of its placement.
 *
 * @param logWeight negative infinity for a score of 0; 0 where decisions do not explore
 */
record Weighed(Ranked ranked, double logWeight) {
    Offer offer() {
        return ranked.candidate().offer();
    }
}
