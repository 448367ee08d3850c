package org.opportune.arbitration;

import org.jspecify.annotations.Nullable;
import org.opportune.eligibility.Candidate;
import org.opportune.learning.Cell;
import org.opportune.learning.LearnedRates;
import org.opportune.learning.Rate;

/** How likely candidates are accepted by a customer of a stage in a channel, as far as it is learned. */
@FunctionalInterface
public interface Learned {
    Learned NOTHING = candidate -> null;

    /** Null when nothing is known of it. */
    @Nullable
    Rate of(Candidate candidate);

    static Learned of(LearnedRates rates, String stage, String channel) {
        return rates.cells().isEmpty()
                ? NOTHING
                : candidate -> rates.of(
                        new Cell(candidate.offer().id(), stage, channel),
                        candidate.offer().campaign());
    }
}
