package org.opportune.outcomes;

import java.util.function.Supplier;
import org.opportune.learning.LearnedRates;

/** The table of learned rates that decides now. */
public final class CurrentRates implements Supplier<LearnedRates> {
    private volatile LearnedRates rates = LearnedRates.NONE;

    @Override
    public LearnedRates get() {
        return rates;
    }

    /** From the next decision on. */
    void set(LearnedRates next) {
        rates = next;
    }
}
