package org.opportune.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.attribution.AttributionListener;
import org.opportune.attribution.Attributor;
import org.opportune.brakes.Brakes;
import org.opportune.brakes.JpaBrakes;
import org.opportune.decision.Decider;
import org.opportune.decision.LiveDecisions;
import org.opportune.decision.StageRecorder;
import org.opportune.demo.DemoLoader;
import org.opportune.demo.DemoShop;
import org.opportune.demo.JdbcDemoLoads;
import org.opportune.demo.Taste;
import org.opportune.demo.Visits;
import org.opportune.experiments.ParticipationListener;
import org.opportune.intake.RulebookFolder;
import org.opportune.it.TestDatabase;
import org.opportune.journal.Journal;
import org.opportune.journal.LaidAside;
import org.opportune.journal.Shipper;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.learning.LearnedRates;
import org.opportune.ledger.DecisionIds;
import org.opportune.ledger.JdbcPast;
import org.opportune.ledger.Ledger;
import org.opportune.outcomes.OutcomeIntake;
import org.opportune.profile.Event;
import org.opportune.profile.JdbcProfiles;
import org.opportune.reservation.Reservations;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;
import org.opportune.status.StageSweep;

/** On the demo shop with simulated customers, each figure is what the query of docs/reports.md says that it is. */
class DemoReportsIT {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final ZoneId HELSINKI = ZoneId.of("Europe/Helsinki");
    private static final int CUSTOMERS = 300;
    private static final int VISITS = 900;

    @TempDir
    static Path folder;

    private static final Moving CLOCK = new Moving();

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;
    private static Ledger ledger;
    private static Rulebook rulebook;
    private static Reports reports;
    private static Span span;

    private static final class Moving extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void visits() throws Exception {
        database = TestDatabase.start();
        source = database.pool(6);
        reports = new Reports(source);
        span = new Span(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 15), Span.Every.WEEK, HELSINKI);
        rulebook = Objects.requireNonNull(
                RulebookReader.read(RulebookFolder.read(Path.of("rules"), new Findings()), new Findings()));
        Decider decider = Decider.of(rulebook);
        JdbcProfiles profiles = new JdbcProfiles(
                source,
                1_000,
                CLOCK,
                List.of(new ParticipationListener(), new AttributionListener(), new StageDays(() -> rulebook, CLOCK)));
        StageRecorder stages = new StageRecorder(profiles);
        DemoLoader loader = new DemoLoader(new JdbcDemoLoads(source), profiles, CLOCK, 1, CUSTOMERS);
        loader.load(rulebook);
        new StageSweep(() -> decider, profiles, stages, new ScoreRows(source), CLOCK).run();
        try (Journal journal = Journal.open(folder, Journal.Sync.SYSTEM, 100_000_000, 1_000_000)) {
            ledger = new Ledger(journal, source, profiles, CLOCK);
            Reservations reservations = new Reservations(new JdbcPast(source), CLOCK, 1_000, () -> true);
            OutcomeIntake outcomes =
                    new OutcomeIntake(journal, ledger, reservations, source, () -> decider, List.of(), CLOCK);
            LiveDecisions decisions = new LiveDecisions(
                    () -> decider,
                    profiles,
                    stages,
                    new Brakes(new JpaBrakes(), folder, CLOCK),
                    () -> LearnedRates.NONE,
                    reservations,
                    ledger,
                    CLOCK,
                    "test");
            Visits all = new Visits(Objects.requireNonNull(loader.shop()), new Taste(1), 1, new Visits.Server() {
                @Override
                public JsonNode decide(JsonNode request) {
                    try {
                        return Json.MAPPER.readTree(decisions.decide(request));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public void tell(UUID decision, JsonNode told) {
                    outcomes.take(decision, told, DemoShop.SOURCE);
                }

                @Override
                public void happened(Event event) {
                    profiles.append(rulebook, List.of(event));
                }
            });
            for (int i = 0; i < VISITS; i++) {
                CLOCK.now = NOW.plus(Duration.ofMinutes(15L * i));
                all.visit(i, CLOCK.now);
            }
            stages.flush();
            new Shipper(
                            journal,
                            Map.of(Ledger.KIND, ledger.shipment(), OutcomeIntake.KIND, outcomes.shipment()),
                            e -> false,
                            new LaidAside(folder.resolve("aside")))
                    .ship();
        }
        Attributor attributor = new Attributor(source, () -> rulebook, Duration.ofDays(400), CLOCK);
        attributor.run();
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        database.stop();
    }

    /** The query of the docs that starts with these words. */
    private static List<List<String>> query(String words) throws Exception {
        String docs = Files.readString(Path.of("docs/reports.md"));
        String block = List.of(docs.split("\n\n")).stream()
                .filter(part -> part.startsWith("    " + words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/reports.md has no query that starts with " + words));
        String sql = block.replace(":from", "'" + span.from() + "'")
                .replace(":until", "'" + span.until() + "'")
                .replace(
                        ":at",
                        String.valueOf(
                                span.from().atStartOfDay(HELSINKI).toInstant().toEpochMilli()));
        return rows(sql);
    }

    private static List<List<String>> rows(String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(row.getString(i));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private static OfferReport offers(String by) {
        Cut cut = Cut.of(by, Map.of(), Map.of(), rulebook.vocabulary().dimensions());
        return OfferReport.of(span, by, "EUR", reports.offers(span, cut));
    }

    private static List<String> figures(OfferReport.Row row) {
        return List.of(
                String.valueOf(row.answered()),
                String.valueOf(row.impressions()),
                String.valueOf(row.clicks()),
                String.valueOf(row.accepts()),
                String.valueOf(row.declines()));
    }

    @Test
    void whatCameOfOffersIsWhatTheLedgerSaysHoweverItIsCut() throws Exception {
        List<String> all = query("select count(*), count(seen_at)").get(0);
        assertThat(Long.parseLong(all.get(2))).as("clicks").isGreaterThan(50);
        for (String by : List.of("offer", "campaign", "channel", "placement", "stage", "release", "locale")) {
            assertThat(figures(offers(by).total())).as(by).isEqualTo(all);
        }
        assertThat(String.valueOf(offers("offer").total().conversions()))
                .isEqualTo(query("select count(*) from outcome o join").get(0).get(0))
                .isNotEqualTo("0");
    }

    @Test
    void ordersAreCreditedAsTheRowsSay() throws Exception {
        List<String> credited = query("select sum(share)").get(0);
        OfferReport.Row total = offers("offer").total();
        assertThat(total.orders()).isEqualByComparingTo(credited.get(0)).isPositive();
        assertThat(total.orderValue()).isEqualByComparingTo(credited.get(1)).isPositive();
    }

    @Test
    void segmentsAreThoseThatDecisionsSaw() throws Exception {
        Map<String, List<String>> bySegment = new TreeMap<>();
        query("select t.value, count(*)").forEach(row -> bySegment.put(row.get(0), row.subList(1, row.size())));
        assertThat(bySegment).hasSizeGreaterThan(3);
        Span whole = new Span(span.from(), span.until(), Span.Every.MONTH, HELSINKI);
        Cut cut = Cut.of("segment", Map.of(), Map.of(), List.of());
        OfferReport report = OfferReport.of(whole, "segment", "EUR", reports.offers(whole, cut));
        Map<String, List<String>> reported = new TreeMap<>();
        report.rows().forEach(row -> reported.put(Objects.requireNonNull(row.of()), figures(row)));
        assertThat(reported).isEqualTo(bySegment);
    }

    /** Counted in each record, as docs/reports.md says. */
    @Test
    void whatIsHeldBackIsWhatRecordsSay() throws Exception {
        Map<String, Long> held = new TreeMap<>();
        for (List<String> row : rows("select hex(id) from decision")) {
            UUID id = DecisionIds.of(HexFormat.of().parseHex(row.get(0)));
            JsonNode record = Json.MAPPER.readTree(ledger.find(id));
            Set<String> answered = new HashSet<>();
            record.at("/answer/placements").forEach(placement -> placement
                    .path("offers")
                    .forEach(offer -> answered.add(offer.path("offer").asText())));
            Set<String> once = new HashSet<>();
            record.at("/answer/suppressed").forEach(each -> each.path("because").forEach(reason -> {
                String offer = each.path("offer").asText();
                String code = reason.path("code").asText();
                if (!answered.contains(offer) && once.add(offer + " " + code)) {
                    held.merge(code, 1L, Long::sum);
                }
            }));
        }
        assertThat(held).hasSizeGreaterThan(2);
        Map<String, Long> reported = new TreeMap<>();
        reports.reasons(span, Cut.ofReasons("reason", Map.of(), Map.of()), "EUR")
                .rows()
                .forEach(row -> reported.merge(Objects.requireNonNull(row.of()), row.held(), Long::sum));
        assertThat(reported).isEqualTo(held);
    }

    @Test
    void stagesAreThoseThatAreRecorded() throws Exception {
        Map<String, Long> standing = new TreeMap<>();
        String at =
                String.valueOf(span.until().atStartOfDay(HELSINKI).toInstant().toEpochMilli());
        rows("select stage, count(*) from stage_spell s where since < " + at + " and not exists"
                        + " (select 1 from stage_spell l where l.customer_key = s.customer_key and l.since > s.since) group by stage")
                .forEach(row -> standing.put(row.get(0), Long.valueOf(row.get(1))));
        Span next = new Span(span.until(), span.until().plusDays(7), Span.Every.WEEK, HELSINKI);
        assertThat(reports.stages(next).periods().get(0).opening()).isEqualTo(standing);
        assertThat(standing.values().stream().mapToLong(Long::longValue).sum()).isGreaterThanOrEqualTo(CUSTOMERS);
        Map<String, Long> opening = new TreeMap<>();
        query("select stage, count(*) from stage_spell s where since < ")
                .forEach(row -> opening.put(row.get(0), Long.valueOf(row.get(1))));
        assertThat(reports.stages(span).periods().get(0).opening()).isEqualTo(opening);
    }
}
