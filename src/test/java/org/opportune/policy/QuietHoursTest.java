package org.opportune.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opportune.policy.Judged.INVARIANTS;
import static org.opportune.policy.Judged.NOON;
import static org.opportune.policy.Judged.RULEBOOK;
import static org.opportune.policy.Judged.candidate;
import static org.opportune.policy.Judged.codes;
import static org.opportune.policy.Judged.snapshot;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;

/** Nothing is sent while it is quiet where the customer is, or may be. */
class QuietHoursTest {
    private static final Map<String, Object> IN_FINLAND = Map.of("timeZone", "Europe/Helsinki");

    /** Of mail, which is quiet from 21:00 to 08:00. The offset tells which of the two readings of an hour that comes twice is meant. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            Europe/Helsinki,     2026-03-02T20:59:59.999+02:00, false
            Europe/Helsinki,     2026-03-02T21:00:00+02:00,     true
            Europe/Helsinki,     2026-03-03T00:00:00+02:00,     true
            Europe/Helsinki,     2026-03-03T07:59:59.999+02:00, true
            Europe/Helsinki,     2026-03-03T08:00:00+02:00,     false
            # the day before, of and after the change to summer time, and back: always the clock on the wall
            Europe/Helsinki,     2026-03-28T06:00:00Z,          false
            Europe/Helsinki,     2026-03-28T05:59:59Z,          true
            Europe/Helsinki,     2026-03-29T05:00:00Z,          false
            Europe/Helsinki,     2026-03-29T04:59:59Z,          true
            Europe/Helsinki,     2026-03-29T18:00:00Z,          true
            Europe/Helsinki,     2026-10-24T18:00:00Z,          true
            Europe/Helsinki,     2026-10-25T18:00:00Z,          false
            Europe/Helsinki,     2026-10-25T19:00:00Z,          true
            America/New_York,    2026-03-07T13:00:00Z,          false
            America/New_York,    2026-03-08T11:59:59Z,          true
            America/New_York,    2026-03-08T12:00:00Z,          false
            America/New_York,    2026-11-01T12:59:59Z,          true
            America/New_York,    2026-11-01T13:00:00Z,          false
            # half an hour of summer time
            Australia/Lord_Howe, 2026-04-03T20:59:59Z,          true
            Australia/Lord_Howe, 2026-04-03T21:00:00Z,          false
            Australia/Lord_Howe, 2026-04-04T21:29:59Z,          true
            Australia/Lord_Howe, 2026-04-04T21:30:00Z,          false
            Australia/Lord_Howe, 2026-04-05T10:29:59Z,          false
            Australia/Lord_Howe, 2026-04-05T10:30:00Z,          true
            Australia/Lord_Howe, 2026-10-03T20:59:59Z,          true
            Australia/Lord_Howe, 2026-10-03T21:00:00Z,          false
            Asia/Kathmandu,      2026-03-02T15:14:59Z,          false
            Asia/Kathmandu,      2026-03-02T15:15:00Z,          true
            Asia/Kathmandu,      2026-03-03T02:15:00Z,          false
            # 29 December 2011 was followed by the 31st
            Pacific/Apia,        2011-12-30T06:59:59Z,          false
            Pacific/Apia,        2011-12-30T07:00:00Z,          true
            Pacific/Apia,        2011-12-30T17:59:59Z,          true
            Pacific/Apia,        2011-12-30T18:00:00Z,          false
            """)
    void nothingIsSentWhenTheClockOnTheCustomersWallIsQuiet(String zone, OffsetDateTime at, boolean isQuiet) {
        assertThat(codes("bill", "mail", Map.of("timeZone", zone), at.toInstant()))
                .isEqualTo(isQuiet ? List.of("QUIET-HOURS") : List.of());
    }

    /** Of a shop whose hours begin and end within the hours that are left out or come twice. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # quiet until 03:30, a time that this day does not have: 02:59:59 is followed by 04:00
            Europe/Helsinki,     01:00-03:30, 2026-03-29T00:59:59Z, true
            Europe/Helsinki,     01:00-03:30, 2026-03-29T01:00:00Z, false
            # quiet from 03:30, and 04:00 it is
            Europe/Helsinki,     03:30-05:00, 2026-03-29T00:59:59Z, false
            Europe/Helsinki,     03:30-05:00, 2026-03-29T01:00:00Z, true
            # 03:00 to 04:00 comes twice, and each time its second half is not quiet
            Europe/Helsinki,     01:00-03:30, 2026-10-25T00:29:59Z, true
            Europe/Helsinki,     01:00-03:30, 2026-10-25T00:30:00Z, false
            Europe/Helsinki,     01:00-03:30, 2026-10-25T01:00:00Z, true
            Europe/Helsinki,     01:00-03:30, 2026-10-25T01:30:00Z, false
            # 01:30 to 02:00 comes twice
            Australia/Lord_Howe, 00:00-01:45, 2026-04-04T14:44:59Z, true
            Australia/Lord_Howe, 00:00-01:45, 2026-04-04T14:45:00Z, false
            Australia/Lord_Howe, 00:00-01:45, 2026-04-04T15:00:00Z, true
            Australia/Lord_Howe, 00:00-01:45, 2026-04-04T15:15:00Z, false
            """)
    void whereClocksJumpTheirTimeCounts(String zone, String hours, Instant at, boolean isQuiet) {
        try (Rulebook rulebook = ContactShop.shop()
                .change("vocabulary.yaml", "21:00-08:00", hours)
                .rulebook()) {
            Verdict verdict = Verdict.kept(candidate("bill", "mail"));
            assertThat(new Invariants(rulebook).screen(List.of(verdict), snapshot(Map.of("timeZone", zone), at)))
                    .singleElement()
                    .satisfies(screened -> assertThat(screened.isKept()).isEqualTo(!isQuiet));
        }
    }

    @Test
    void whoseZoneIsUnknownIsWhereverInTheirCountryItIsQuiet() {
        Map<String, Object> american = Map.of("country", "US");

        assertThat(codes("bill", "mail", american, Instant.parse("2026-01-15T18:00:00Z")))
                .isEmpty(); // 13:00 in New York, 08:00 in Honolulu and on Adak
        assertThat(codes("bill", "mail", american, Instant.parse("2026-01-15T17:59:59Z")))
                .containsExactly("QUIET-HOURS");
        assertThat(codes("bill", "mail", american, Instant.parse("2026-01-16T02:00:00Z")))
                .containsExactly("QUIET-HOURS"); // 21:00 in New York
        assertThat(codes("bill", "mail", Map.of("country", "FI"), Instant.parse("2026-01-15T06:00:00Z")))
                .isEmpty();
    }

    @Test
    void whoMayBeAnywhereIsSentNothingThatHasQuietHours() {
        for (int hour = 0; hour < 24; hour++) {
            Instant at = Instant.parse("2026-03-02T00:59:00Z").plusSeconds(hour * 3_600L);
            assertThat(codes("bill", "mail", Map.of(), at)).containsExactly("QUIET-HOURS");
            assertThat(codes("bill", "mail", Map.of("timeZone", "Home", "country", "Atlantis"), at))
                    .containsExactly("QUIET-HOURS");
            assertThat(codes("bill", "letter", Map.of(), at)).isEmpty();
        }
    }

    /** The rulebook's zone, where it is noon, stands in for an unknown one elsewhere. */
    @Test
    void theRulebooksZoneIsNotTheCustomers() {
        Snapshot snapshot = new Snapshot(
                7,
                NOON,
                ZoneId.of("Europe/Helsinki"),
                null,
                FactValues.of(RULEBOOK.facts().customer(), Map.of()),
                List.of(),
                List.of());

        assertThat(INVARIANTS.screen(List.of(Verdict.kept(candidate("bill", "mail"))), snapshot))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.isKept()).isFalse());
    }

    @Test
    void atAnyHourNothingIsQuietAndAllElseIsForbidden() {
        Instant night = Instant.parse("2026-03-02T00:00:00Z");
        List<Verdict> verdicts =
                List.of(Verdict.kept(candidate("bill", "mail")), Verdict.kept(candidate("news", "mail")));

        assertThat(INVARIANTS.screenAtAnyHour(verdicts, snapshot(IN_FINLAND, night)))
                .extracting(Verdict::isKept)
                .containsExactly(true, false);
    }
}
