package org.opportune.model;

/** What a rule says when it fires, with the rule's name, which is the sentence that people read as the reason. */
public sealed interface Said {
    String rule();

    record Stage(String rule, String id) implements Said {}

    record Segment(String rule, String id) implements Said {}

    record Score(String rule, String id, int points, String because) implements Said {}

    record Proposal(String rule, String offer) implements Said {}

    record Suppression(String rule, String code, String because) implements Said {}

    record Value(String rule, double value) implements Said {}

    record Weight(String rule, double factor, String because) implements Said {}

    record Propensity(String rule, double propensity) implements Said {}
}
