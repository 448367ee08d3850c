package org.opportune.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opportune.decision.Decider;
import org.opportune.kernel.Reason;
import org.opportune.policy.ContactShop;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;

class CustomerStatusTest {
    private static final Instant NOON = Instant.parse("2026-03-02T10:00:00Z");

    /** A consent may be older than the vocabulary: what that does not know is named as it is. */
    @Test
    void whatACustomerHasNotConsentedToIsSaidInTheReadersLanguage() {
        try (Rulebook rulebook = ContactShop.shop().rulebook()) {
            Snapshot snapshot = new Snapshot(
                    7,
                    NOON,
                    ZoneId.of("UTC"),
                    null,
                    FactValues.of(rulebook.facts().customer(), Map.of()),
                    List.of(
                            new Consent("marketing", "email", false, NOON),
                            new Consent("advertising", null, false, NOON),
                            new Consent("survey", null, true, NOON),
                            new Consent("research", "fax", false, NOON)),
                    List.of());

            CustomerStatus status = CustomerStatus.of(
                    rulebook, snapshot, Decider.of(rulebook).flow().classify(snapshot), "fi");

            assertThat(status.avoid())
                    .containsExactly(
                            new Reason("no-consent-marketing-email", "Ei suostumusta: Marketing (E-mail)"),
                            new Reason("no-consent-advertising", "Ei suostumusta: Advertising"),
                            new Reason("no-consent-research-fax", "Ei suostumusta: research (fax)"));
        }
    }
}
