package org.opportune.decision;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Fact;
import org.opportune.model.Term;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.ValueReader;

/** Makes the {@code Context} fact: the request's side of a decision, and the customer's local time. */
public final class ContextFacts {
    private final Rulebook rulebook;

    public ContextFacts(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    public FactValues of(@Nullable String channel, String locale, Map<String, Object> attributes, Snapshot snapshot) {
        LocalDateTime local = LocalDateTime.ofInstant(snapshot.at(), snapshot.zone());
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("channel", channel);
        values.put("locale", locale);
        values.put("hour", local.getHour());
        values.put("dayOfWeek", local.getDayOfWeek().getValue());
        values.put("date", local.toLocalDate());
        values.put("at", LocalDateTime.ofInstant(snapshot.at(), ZoneOffset.UTC));
        values.put("known", snapshot.isKnown());
        attributes.forEach((name, value) -> values.put(name, fact(value, local.toLocalDate())));
        return FactValues.of(rulebook.facts().context(), values);
    }

    /** Whether it is the channel that asks. */
    public static boolean isChannel(Term.Ref ref) {
        return ref.fact() == Fact.CONTEXT && ref.name().equals("channel");
    }

    private Object fact(Object value, LocalDate day) {
        if (value instanceof Money money) {
            return Rates.fromBase(rulebook.terms().rates().toBase(money, day));
        }
        return ValueReader.fact(value);
    }
}
