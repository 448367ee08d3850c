package org.opportune.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opportune.policy.Judged.INVARIANTS;
import static org.opportune.policy.Judged.NOON;
import static org.opportune.policy.Judged.RULEBOOK;
import static org.opportune.policy.Judged.because;
import static org.opportune.policy.Judged.candidate;
import static org.opportune.policy.Judged.codes;
import static org.opportune.policy.Judged.snapshot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.kernel.Reason;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.wording.Objection;

/** What no rule releases, one customer and one candidate at a time. */
class InvariantsTest {
    private static final Instant EARLIER = NOON.minusSeconds(60);
    private static final Instant BEFORE = NOON.minusSeconds(120);
    private static final Map<String, Object> IN_FINLAND = Map.of("timeZone", "Europe/Helsinki");

    @Test
    void whoSaidNothingIsSentNothingButWhatNeedsNoConsent() {
        assertThat(codes("news", "mail", IN_FINLAND)).containsExactly("CONSENT");
        assertThat(codes("bill", "mail", IN_FINLAND)).isEmpty();
        assertThat(codes("survey", "letter", IN_FINLAND)).isEmpty();
    }

    @Test
    void anOfferWithoutAPurposeIsAnsweredToAnybodyWhoComesByThemselves() {
        assertThat(codes("news", "hero", Map.of())).isEmpty();
        assertThat(codes("sale", "hero", Map.of())).containsExactly("CONSENT");
    }

    @Test
    void whatIsSentNeedsTheConsentOfItsChannelBesideThatOfItsOffer() {
        Consent picks = new Consent("personalisation", null, true, BEFORE);
        Consent mail = new Consent("marketing", "email", true, BEFORE);

        assertThat(codes("picks", "hero", IN_FINLAND, picks)).isEmpty();
        assertThat(because("picks", "mail", IN_FINLAND, picks))
                .containsExactly(new Reason("CONSENT", "No consent: Marketing (E-mail)"));
        assertThat(because("picks", "mail", IN_FINLAND))
                .containsExactly(
                        new Reason("CONSENT", "No consent: Recommendations (E-mail)"),
                        new Reason("CONSENT", "No consent: Marketing (E-mail)"));
        assertThat(codes("picks", "mail", IN_FINLAND, picks, mail)).isEmpty();
        assertThat(codes("picks", "letter", IN_FINLAND, picks, mail)).containsExactly("CONSENT");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # for all, for the channel, what comes of it
            -,          -,          false
            yes before, -,          true
            no before,  -,          false
            -,          yes before, true
            -,          no before,  false
            yes before, yes before, true
            no before,  yes later,  true
            no before,  yes before, false
            no later,   yes before, false
            yes later,  no before,  false
            yes before, no later,   false
            """)
    void aNoForTheChannelHoldsAndANoForAllUntilALaterYesForTheChannel(
            @Nullable String all, @Nullable String channel, boolean isGranted) {
        List<Consent> words = new ArrayList<>();
        tell(words, null, all);
        tell(words, "directMail", channel);

        assertThat(codes("news", "letter", IN_FINLAND, words.toArray(Consent[]::new))
                        .isEmpty())
                .isEqualTo(isGranted);
    }

    private static void tell(List<Consent> words, @Nullable String channel, @Nullable String word) {
        if (word != null) {
            words.add(new Consent(
                    "marketing", channel, word.startsWith("yes"), word.endsWith("later") ? EARLIER : BEFORE));
        }
    }

    @Test
    void aWordForAnotherChannelOrPurposeSaysNothing() {
        assertThat(codes("news", "letter", IN_FINLAND, new Consent("marketing", "email", true, BEFORE)))
                .containsExactly("CONSENT");
        assertThat(codes("news", "letter", IN_FINLAND, new Consent("advertising", null, true, BEFORE)))
                .containsExactly("CONSENT");
    }

    @Test
    void whoMustNotBeContactedIsSentNothingAndAnsweredWhenTheyCome() {
        Map<String, Object> no = Map.of("timeZone", "Europe/Helsinki", "doNotContact", true);

        assertThat(because("bill", "mail", no))
                .containsExactly(new Reason("DO-NOT-CONTACT", "The customer must not be contacted"));
        assertThat(codes("news", "hero", no)).isEmpty();
        assertThat(codes("bill", "letter", Map.of("timeZone", "Europe/Helsinki", "doNotContact", false)))
                .isEmpty();
    }

    @Test
    void aMinorIsAnsweredWhatTheVocabularyAllowsThemAndSentWhatServesThem() {
        Map<String, Object> minor = Map.of("timeZone", "Europe/Helsinki", "birthDate", LocalDate.of(2010, 5, 1));
        Consent[] all = {
            new Consent("marketing", null, true, BEFORE), new Consent("personalisation", null, true, BEFORE)
        };

        assertThat(codes("news", "hero", minor, all)).isEmpty();
        assertThat(codes("picks", "hero", minor, all)).isEmpty();
        assertThat(codes("sale", "hero", minor, all)).containsExactly("MINOR");
        assertThat(codes("survey", "hero", minor, all)).containsExactly("MINOR");
        assertThat(codes("bill", "mail", minor, all)).isEmpty();
        assertThat(codes("news", "letter", minor, all)).containsExactly("MINOR");
        assertThat(codes("picks", "letter", minor, all)).containsExactly("MINOR", "MINOR");
        assertThat(because("sale", "hero", minor, all))
                .containsExactly(
                        new Reason("MINOR", "The customer is under 18, and this is not for minors: Marketing"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # born, zone, country, the instant from which they are of age
            2008-03-02, Europe/Helsinki,   -,  2026-03-01T22:00:00Z
            2008-03-02, Pacific/Kiritimati, -, 2026-03-01T10:00:00Z
            2008-03-02, Pacific/Pago_Pago, -,  2026-03-02T11:00:00Z
            2008-03-02, -,                 FI, 2026-03-01T22:00:00Z
            2008-03-02, -,                 US, 2026-03-02T10:00:00Z
            2008-03-02, -,                 -,  2026-03-02T12:00:00Z
            2008-03-02, Mars/Olympus,      XX, 2026-03-02T12:00:00Z
            # born on a leap day
            2008-02-29, Europe/Helsinki,   -,  2026-02-28T22:00:00Z
            # there was no 30 December 2011 in Samoa
            1993-12-30, Pacific/Apia,      -,  2011-12-30T10:00:00Z
            # born tomorrow, as somebody wrote
            2026-03-03, Europe/Helsinki,   -,  2044-03-02T22:00:00Z
            """)
    void somebodyIsOfAgeWhenTheirDayBeginsWhereverTheyMayBe(
            LocalDate born, @Nullable String zone, @Nullable String country, Instant grownUp) {
        Map<String, Object> customer = customer(zone, country, born);
        Consent yes = new Consent("marketing", null, true, Instant.EPOCH);

        assertThat(codes("sale", "hero", customer, grownUp.minusMillis(1), yes)).containsExactly("MINOR");
        assertThat(codes("sale", "hero", customer, grownUp, yes)).isEmpty();
    }

    @Test
    void whoseBirthdayIsUnknownIsNoMinor() {
        assertThat(codes("survey", "hero", Map.of())).isEmpty();
    }

    @Test
    void theRulebookSaysTheAgeOfMajority() {
        Map<String, Object> twenty = Map.of("birthDate", LocalDate.of(2006, 1, 1));
        assertThat(codes("survey", "hero", twenty)).isEmpty();
        try (Rulebook japan = ContactShop.shop()
                .change("rulebook.yaml", "name: Small shop", "name: Small shop\nminors: {age: 21}")
                .rulebook()) {
            Verdict verdict = Verdict.kept(candidate("survey", "hero"));
            assertThat(new Invariants(japan).screen(List.of(verdict), snapshot(twenty, NOON)))
                    .singleElement()
                    .satisfies(screened -> assertThat(screened.isKept()).isFalse());
        }
    }

    @Test
    void whatARuleSaidStandsBesideIt() {
        Verdict said = new Verdict(
                candidate("news", "mail"), List.of(new Objection.Written("REST", "It rests")), List.of("it-rests"));
        Verdict screened =
                INVARIANTS.screen(List.of(said), snapshot(IN_FINLAND, NOON)).get(0);

        assertThat(screened.because()).extracting(Objection::code).containsExactly("REST", "CONSENT");
        assertThat(screened.fired()).containsExactly("it-rests");
    }

    @Property(tries = 5_000)
    void aCandidateIsKeptIfAndOnlyIfNothingForbidsIt(
            @ForAll("offers") String offer, @ForAll("placements") String placement, @ForAll("customers") Snapshot of) {
        assertThat(INVARIANTS
                        .screen(List.of(Verdict.kept(candidate(offer, placement))), of)
                        .get(0)
                        .because())
                .extracting(Objection::code)
                .hasSameElementsAs(Forbidden.codes(offer, placement, of));
    }

    @Provide
    Arbitrary<String> offers() {
        return Arbitraries.of("news", "bill", "survey", "sale", "picks");
    }

    @Provide
    Arbitrary<String> placements() {
        return Arbitraries.of(ContactShop.CHANNELS.keySet());
    }

    @Provide
    Arbitrary<Snapshot> customers() {
        return Customers.of(RULEBOOK.facts().customer());
    }

    private static Map<String, Object> customer(@Nullable String zone, @Nullable String country, LocalDate born) {
        Map<String, Object> customer = new HashMap<>(Map.of("birthDate", born));
        if (zone != null) {
            customer.put("timeZone", zone);
        }
        if (country != null) {
            customer.put("country", country);
        }
        return customer;
    }
}
