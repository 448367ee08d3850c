package org.opportune.reservation;

import org.jspecify.annotations.Nullable;
import org.opportune.eligibility.Candidate;
import org.opportune.wording.Objection;

/** Asked for each candidate that is about to be answered, the best first. */
@FunctionalInterface
public interface Holds {
    /** Holds nothing and refuses nothing, where nobody is answered. */
    Holds NONE = candidate -> null;

    /** Null when the caps and budgets of the candidate are held for it; else why they cannot be. */
    @Nullable
    Objection take(Candidate candidate);
}
