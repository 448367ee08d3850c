package org.opportune.outcomes;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.rulebook.Rulebook;

/**
 * An outcome that was not stored before, with what the decision knew.
 *
 * @param id the same however often it comes
 * @param campaign by the release that decides now; null when that does not have the offer
 * @param type {@code accept}, for instance
 * @param customer whose it is, as the ledger says; 0 for nobody
 * @param who told it
 * @param reason a code of the business; null when none is said
 * @param value of a conversion; null when none is said
 * @param currency of the value; null when there is none
 */
public record StoredOutcome(
        UUID id,
        UUID decision,
        String offer,
        @Nullable String campaign,
        String placement,
        String channel,
        String stage,
        String release,
        String type,
        Instant at,
        long customer,
        String who,
        @Nullable String reason,
        @Nullable BigDecimal value,
        @Nullable String currency) {

    static StoredOutcome of(
            Outcome outcome,
            Responses.Shown shown,
            long customer,
            String placement,
            String release,
            Rulebook rulebook) {
        Offer offer = rulebook.catalogue().offers().get(outcome.offer());
        String said = outcome.currency();
        String currency = said == null ? rulebook.terms().rates().base() : said;
        return new StoredOutcome(
                outcome.name(),
                outcome.decision(),
                outcome.offer(),
                offer == null ? null : offer.campaign(),
                placement,
                shown.channel(),
                shown.stage(),
                release,
                OutcomeReader.word(outcome.type()),
                outcome.at(),
                customer,
                outcome.who(),
                outcome.reason(),
                outcome.value(),
                outcome.value() == null ? null : currency);
    }
}
