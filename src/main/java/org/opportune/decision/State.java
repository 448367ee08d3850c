package org.opportune.decision;

import org.opportune.brakes.Paused;
import org.opportune.learning.LearnedRates;

/**
 * What all decisions of a moment share, beside the release: immutable, so that a decision sees one of it and waits for nobody.
 *
 * @param rates by what is learned of offers, where no rule says how likely they are accepted
 */
public record State(Paused paused, LearnedRates rates) {
    /** Nothing is paused, nothing is learned. */
    public static final State NONE = new State(Paused.NOTHING, LearnedRates.NONE);
}
