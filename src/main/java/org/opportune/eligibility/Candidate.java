package org.opportune.eligibility;

import java.util.List;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;

/**
 * An offer that a customer may have, in one way of showing it.
 *
 * @param because the rules that proposed the offer
 * @param value what an acceptance is worth, in base currency by the rate of the day
 */
public record Candidate(Offer offer, Treatment treatment, List<Because> because, double value) {
    /** A candidate whose offer counts in base currency. */
    public Candidate(Offer offer, Treatment treatment, List<Because> because) {
        this(offer, treatment, because, offer.value().doubleValue());
    }
}
