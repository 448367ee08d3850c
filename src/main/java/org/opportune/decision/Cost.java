package org.opportune.decision;

import org.opportune.decision.Change.How;
import org.opportune.model.Fact;
import org.opportune.vocabulary.Vocabulary;

/** How much a change of one fact asks for: events and unknown facts least, differences by their share of what there is, known attributes most. */
final class Cost {
    private static final double KNOWN_ATTRIBUTE = 8;
    private static final double LATER = 4;
    private static final double FURTHEST = 6;

    private Cost() {}

    static double of(Vocabulary vocabulary, Change change) {
        if (change.how() == How.TIME) {
            return LATER;
        } else if (change.how() == How.EVENT || change.from() == null) {
            return 1;
        } else if (change.ref().fact() == Fact.CUSTOMER
                && vocabulary.attributes().containsKey(change.ref().name())) {
            return KNOWN_ATTRIBUTE;
        }
        return change.from() instanceof Number from && change.to() instanceof Number to
                ? Math.min(
                        FURTHEST, Math.abs(to.doubleValue() - from.doubleValue()) / (1 + Math.abs(from.doubleValue())))
                : 1;
    }
}
