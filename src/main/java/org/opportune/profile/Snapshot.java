package org.opportune.profile;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.FactValues;

/**
 * All that a decision may know of a customer at one instant. Immutable.
 *
 * @param key of the stored customer; 0 for an anonymous visitor
 * @param zone the customer's own time zone, else the rulebook's
 * @param language the customer's own language tag; null when unknown
 * @param customer attributes and features, as rules see them
 * @param consents the latest word for each purpose and channel
 * @param stages recorded stages until the instant, oldest first
 * @param assignment in which arms of experiments they are
 */
public record Snapshot(
        long key,
        Instant at,
        ZoneId zone,
        @Nullable String language,
        FactValues customer,
        List<Consent> consents,
        List<StageSpell> stages,
        Assignment assignment) {

    /** Of who takes part in nothing. */
    public Snapshot(
            long key,
            Instant at,
            ZoneId zone,
            @Nullable String language,
            FactValues customer,
            List<Consent> consents,
            List<StageSpell> stages) {
        this(key, at, zone, language, customer, consents, stages, Assignment.NONE);
    }

    /** Of who is in these arms. */
    public Snapshot in(Assignment arms) {
        return new Snapshot(key, at, zone, language, customer, consents, stages, arms);
    }

    public boolean isKnown() {
        return key != 0;
    }

    public @Nullable StageSpell stage() {
        return stages.isEmpty() ? null : stages.get(stages.size() - 1);
    }
}
