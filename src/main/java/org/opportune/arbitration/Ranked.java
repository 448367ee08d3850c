package org.opportune.arbitration;

import java.util.List;
import org.opportune.catalogue.Weight;
import org.opportune.eligibility.Candidate;

/**
 * A candidate with its place in the ranking.
 *
 * @param score what it was ranked by: the product of its parts
 * @param levers of what the part of this name is made
 */
public record Ranked(Candidate candidate, double score, Parts parts, List<Weight> levers) {
    /**
     * What a score is made of.
     *
     * @param value what an acceptance is worth, in base currency
     * @param lever the factors of the business, one times the other; 1 when it has put none on the offer
     */
    public record Parts(double value, double lever) {}
}
