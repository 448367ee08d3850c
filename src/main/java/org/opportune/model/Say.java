package org.opportune.model;

import org.jspecify.annotations.Nullable;
import org.opportune.model.Term.Ref;

/** What a rule says when it holds. */
public sealed interface Say {
    /** The number that it says: a literal, or a property, where the rule does not hold while that is unknown; null when it says none. */
    default @Nullable Term number() {
        return null;
    }

    /** The property that is the number; null when there is none. */
    default @Nullable Ref bound() {
        return number() instanceof Ref ref ? ref : null;
    }

    /** The customer may be in this stage; the first of the vocabulary's order wins. */
    record Stage(String id) implements Say {}

    record Segment(String id) implements Say {}

    /**
     * Adds points, which may be negative, for a reason that people read.
     *
     * @param points a whole number, or a number's property, rounded half up
     */
    record Score(String id, Term points, String because) implements Say {
        @Override
        public Term number() {
            return points;
        }
    }

    record Propose(String offer) implements Say {}

    /**
     * The candidate must not be offered.
     *
     * @param code by which programs know the reason
     */
    record Suppress(String code, String because) implements Say {}

    /** What an acceptance of the candidate is worth, instead of what the catalogue says; of several rules the first counts. */
    record Value(Term number) implements Say {}

    /** A factor of the candidate's score; all that are said hold, one times the other. */
    record Weight(Term number, String because) implements Say {}

    /** The probability that the candidate is accepted, instead of the rulebook's prior; of several rules the first counts. */
    record Propensity(Term number) implements Say {}
}
