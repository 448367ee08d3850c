package org.opportune.decision;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.opportune.classification.Classification;
import org.opportune.vocabulary.FactValues;
import org.opportune.wording.Known;

/** What the texts of an answer may say: the customer's attributes and features, and the scores with their levels. */
record KnownFacts(FactValues customer, Classification classification, ZoneId zone) implements Known {
    private static final String LEVEL = "Level";

    static KnownFacts of(Decision decision) {
        return new KnownFacts(
                decision.snapshot().customer(),
                decision.classification(),
                decision.snapshot().zone());
    }

    @Override
    public @Nullable Object get(String fact) {
        if (customer.shape().has(fact)) {
            return customer.get(fact);
        }
        Classification.Score score = classification.scores().get(fact);
        if (score != null) {
            return score.points();
        }
        Classification.Score levelled = fact.endsWith(LEVEL)
                ? classification.scores().get(fact.substring(0, fact.length() - LEVEL.length()))
                : null;
        return levelled == null ? null : levelled.level();
    }
}
