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
 */
public record Snapshot(
        long key,
        Instant at,
        ZoneId zone,
        @Nullable String language,
        FactValues customer,
        List<Consent> consents,
        List<StageSpell> stages) {
    public boolean isKnown() {
        return key != 0;
    }

    public @Nullable StageSpell stage() {
        return stages.isEmpty() ? null : stages.get(stages.size() - 1);
    }
}
