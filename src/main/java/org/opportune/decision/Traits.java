package org.opportune.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.experiments.Participation;
import org.opportune.ledger.Trait;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.KnownAttributes;
import org.opportune.vocabulary.Vocabulary;

/** By what figures tell a decision apart, beside what its record has columns for: segments, locale, country, arms, and what the vocabulary declares. */
final class Traits {
    /** From which numbers are one value, so that there are few. */
    private static final int MANY = 20;

    private Traits() {}

    static List<Trait> of(
            Vocabulary vocabulary, DecisionRequest request, Decision decision, Participation participation) {
        List<Trait> traits = new ArrayList<>();
        decision.classification().segments().keySet().forEach(id -> traits.add(new Trait(Trait.SEGMENT, id)));
        traits.add(new Trait(Trait.LOCALE, decision.locales().get(0)));
        participation.arms().forEach(in -> traits.add(new Trait(Trait.ARM, in.experiment() + "/" + in.arm())));
        FactValues customer = decision.snapshot().customer();
        if (vocabulary.attributes().containsKey(KnownAttributes.COUNTRY)) {
            add(traits, Trait.COUNTRY, customer.get(KnownAttributes.COUNTRY));
        }
        for (String name : vocabulary.dimensions()) {
            boolean isAsked = vocabulary.context().containsKey(name);
            add(traits, name, isAsked ? request.context().get(name) : customer.get(name));
        }
        return traits;
    }

    private static void add(List<Trait> traits, String dimension, @Nullable Object value) {
        if (value instanceof Collection<?> values) {
            values.forEach(each -> add(traits, dimension, each));
        } else if (value instanceof Number number) {
            long whole = number.longValue();
            traits.add(new Trait(dimension, whole < 0 ? "<0" : whole > MANY ? ">" + MANY : String.valueOf(whole)));
        } else if (value != null) {
            traits.add(new Trait(dimension, value.toString()));
        }
    }
}
