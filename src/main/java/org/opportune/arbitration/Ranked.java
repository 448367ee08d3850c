package org.opportune.arbitration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Weight;
import org.opportune.eligibility.Candidate;
import org.opportune.kernel.Reason;
import org.opportune.learning.Rate;

/**
 * A candidate with what it is ranked by.
 *
 * @param score the product of its parts; a number from 0 on, never infinite
 * @param setBy the rules that gave the parts {@code propensity} and {@code value} another number than the rulebook and the catalogue have, by the part
 * @param learned what the propensity was learned to be; null when a rule gave it, or nothing is known and it is the prior
 * @param weights the factors of the part of that name
 * @param levers the factors of the part of that name
 * @param fired the rules that spoke of it, by the codes of their names
 * @param probability with which it was chosen; null before it is, and where decisions do not explore
 */
public record Ranked(
        Candidate candidate,
        double score,
        Parts parts,
        Map<String, Reason> setBy,
        @Nullable Rate learned,
        List<Factor> weights,
        List<Weight> levers,
        List<String> fired,
        @Nullable Probability probability) {
    Ranked with(Probability chosen) {
        return new Ranked(candidate, score, parts, setBy, learned, weights, levers, fired, chosen);
    }

    /**
     * What a score is made of.
     *
     * @param propensity the stated probability that the offer is accepted when it is shown, from 0 to 1
     * @param value what an acceptance is worth, in base currency
     * @param weight the factors that rules give the offer at this moment, one times the other; 1 when they give none
     * @param lever the factors of the business, one times the other; 1 when it has put none on the offer
     */
    public record Parts(double propensity, double value, double weight, double lever) {
        double product() {
            return propensity * value * weight * lever;
        }
    }

    /** A factor that a rule gives; the reason's code is that of the rule's name. */
    public record Factor(double factor, Reason because) {}
}
