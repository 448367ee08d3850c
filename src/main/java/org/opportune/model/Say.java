package org.opportune.model;

/** What a rule says when it holds. */
public sealed interface Say {
    /** The customer may be in this stage; the first of the vocabulary's order wins. */
    record Stage(String id) implements Say {}

    record Segment(String id) implements Say {}

    /**
     * Adds points, which may be negative, for a reason that people read.
     *
     * @param points a whole number, or a number's property, rounded half up; where it is unknown the rule does not hold
     */
    record Score(String id, Term points, String because) implements Say {}

    record Propose(String offer) implements Say {}
}
