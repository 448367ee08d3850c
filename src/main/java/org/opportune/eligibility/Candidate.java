package org.opportune.eligibility;

import java.util.List;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.kernel.Reason;

/**
 * An offer that a customer may have, in one way of showing it.
 *
 * @param because the rules that proposed the offer
 */
public record Candidate(Offer offer, Treatment treatment, List<Reason> because) {}
