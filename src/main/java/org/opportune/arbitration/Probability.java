package org.opportune.arbitration;

import java.util.List;

/**
 * How probable a choice was among all seeds that the decision could have had, given what was chosen before it.
 *
 * @param before if nothing but the scores counted: each placement by itself, each of its candidates once
 * @param after with all that one answer may hold together
 */
public record Probability(double before, double after) {
    /** Of all of them, one after the other. */
    public static Probability ofAll(List<Probability> choices) {
        double before = 1;
        double after = 1;
        for (Probability choice : choices) {
            before *= choice.before;
            after *= choice.after;
        }
        return new Probability(before, after);
    }
}
