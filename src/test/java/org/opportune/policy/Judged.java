package org.opportune.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.eligibility.Candidate;
import org.opportune.kernel.Reason;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;
import org.opportune.wording.Phrases;

/** What the invariants say against an offer of {@link ContactShop} in a placement, for a customer. */
final class Judged {
    static final Rulebook RULEBOOK = ContactShop.shop().rulebook();
    static final Invariants INVARIANTS = new Invariants(RULEBOOK);

    static final Instant NOON = Instant.parse("2026-03-02T10:00:00Z");

    private static final Phrases ENGLISH = RULEBOOK.phrases("en");

    private Judged() {}

    static List<String> codes(String offer, String placement, Map<String, Object> customer, Consent... words) {
        return codes(offer, placement, customer, NOON, words);
    }

    static List<String> codes(
            String offer, String placement, Map<String, Object> customer, Instant at, Consent... words) {
        return because(offer, placement, customer, at, words).stream()
                .map(Reason::code)
                .toList();
    }

    static List<Reason> because(String offer, String placement, Map<String, Object> customer, Consent... words) {
        return because(offer, placement, customer, NOON, words);
    }

    static List<Reason> because(
            String offer, String placement, Map<String, Object> customer, Instant at, Consent... words) {
        return INVARIANTS
                .screen(List.of(Verdict.kept(candidate(offer, placement))), snapshot(customer, at, words))
                .get(0)
                .because()
                .stream()
                .map(ENGLISH::reason)
                .toList();
    }

    static Candidate candidate(String offer, String placement) {
        return new Candidate(
                Objects.requireNonNull(RULEBOOK.catalogue().offers().get(offer)),
                new Treatment(offer, placement, ""),
                List.of());
    }

    static Snapshot snapshot(Map<String, Object> customer, Instant at, Consent... words) {
        return new Snapshot(
                7,
                at,
                ZoneId.of("UTC"),
                null,
                FactValues.of(RULEBOOK.facts().customer(), customer),
                List.of(words),
                List.of());
    }
}
