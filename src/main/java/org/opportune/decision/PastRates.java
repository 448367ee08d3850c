package org.opportune.decision;

import org.opportune.learning.LearnedRates;

/** Tables of learned rates by which was decided. */
@FunctionalInterface
public interface PastRates {
    /** Throws a 409 problem when the table is no longer kept. */
    LearnedRates of(long number);
}
