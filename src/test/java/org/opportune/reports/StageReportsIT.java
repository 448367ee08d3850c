package org.opportune.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;
import org.opportune.jdbc.Transactions;
import org.opportune.kernel.Problem;
import org.opportune.profile.StageChange;
import org.opportune.reports.StageReport.Churn;
import org.opportune.reports.StageReport.Move;
import org.opportune.reports.StageReport.Period;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

class StageReportsIT {
    private static final ZoneId HELSINKI = ZoneId.of("Europe/Helsinki");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);

    private static final Rulebook RULEBOOK = new SmallShop().rulebook(); // of Helsinki
    private static final StageDays DAYS =
            new StageDays(() -> RULEBOOK, Clock.fixed(Instant.parse("2026-02-26T12:00:00Z"), ZoneOffset.UTC));

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        source = database.pool(2);
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        database.stop();
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from stage_spell");
            statement.executeUpdate("delete from stage_day");
        }
    }

    /** Recorded as it is in a running server; of a customer the oldest first. */
    private static void spell(long customer, String since, String stage) {
        Instant at = Instant.parse(since);
        new Transactions(source).write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into stage_spell (customer_key, since, stage, release_hash, cause) values (?, ?, ?, '', 'SWEEP')")) {
                statement.setLong(1, customer);
                statement.setLong(2, at.toEpochMilli());
                statement.setString(3, stage);
                statement.executeUpdate();
            }
            DAYS.changedStage(
                    connection, List.of(new StageChange(customer, at, null, stage, "", StageChange.Cause.SWEEP)));
            return stage;
        });
    }

    private static void gone(long customer) {
        new Transactions(source).write(connection -> {
            DAYS.leaves(connection, customer);
            try (PreparedStatement statement =
                    connection.prepareStatement("delete from stage_spell where customer_key = ?")) {
                statement.setLong(1, customer);
                return statement.executeUpdate();
            }
        });
    }

    private static StageReport report(@Nullable String from, @Nullable String until, @Nullable String every) {
        return new Reports(source).stages(Span.of(from, until, every, TODAY, HELSINKI));
    }

    @Test
    void whoWentWhereAWeekAndHowLongTheyHadBeenThere() throws Exception {
        spell(1, "2026-02-01T10:00:00Z", "awareness");
        spell(1, "2026-02-22T22:30:00Z", "engagement"); // in Helsinki it is Monday already
        spell(2, "2026-02-10T10:00:00Z", "engagement");
        spell(2, "2026-03-06T10:00:00Z", "lapsed");
        spell(3, "2026-02-24T10:00:00Z", "awareness");
        spell(4, "2026-03-09T10:00:00Z", "awareness"); // after the report

        StageReport report = report("2026-02-23", "2026-03-09", "week");

        assertThat(report.periods())
                .containsExactly(
                        new Period(
                                LocalDate.of(2026, 2, 23),
                                Map.of("awareness", 1L, "engagement", 1L),
                                List.of(new Move(null, "awareness", 1), new Move("awareness", "engagement", 1))),
                        new Period(
                                LocalDate.of(2026, 3, 2),
                                Map.of("awareness", 1L, "engagement", 2L),
                                List.of(new Move("engagement", "lapsed", 1))));
        assertThat(report.stays()).extracting(StageReport.Stay::stage).containsExactly("awareness", "engagement");
        assertThat(report.stays().get(1).meanDays()).isCloseTo(24, within(1e-9));
        assertThat(report.periods().get(1).into("lapsed"))
                .isEqualTo(new Churn(LocalDate.of(2026, 3, 2), 3, 1, 1 / 3.0));
    }

    @Test
    void eachCustomerIsInOneStageAtEachTime() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        List<String> stages = List.of("awareness", "engagement", "lapsed");
        for (int customer = 1; customer <= 60; customer++) {
            Instant at = Instant.parse("2025-12-01T00:00:00Z").plusSeconds(random.nextInt(5_000_000));
            for (int i = 0; i < random.nextInt(5); i++) {
                spell(customer, at.toString(), stages.get((customer + i) % 3));
                at = at.plusSeconds(1 + random.nextInt(3_000_000));
            }
        }
        StageReport report = report("2026-01-05", "2026-03-02", "day");
        for (Period period : report.periods()) {
            assertThat(period.opening()).as(period.begins().toString()).isEqualTo(standing(period.begins()));
        }
    }

    /** The query that docs/reports.md gives to reconcile with. */
    private static Map<String, Long> standing(LocalDate day) throws SQLException {
        Map<String, Long> standing = new TreeMap<>();
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select stage, count(*) from stage_spell s where since < ?"
                                + " and not exists (select 1 from stage_spell l where l.customer_key = s.customer_key and l.since > s.since and l.since < ?)"
                                + " group by stage")) {
            long at = day.atStartOfDay(HELSINKI).toInstant().toEpochMilli();
            statement.setLong(1, at);
            statement.setLong(2, at);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    standing.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return standing;
    }

    @Test
    void whoIsErasedLeavesTheirStageOnThatDay() throws Exception {
        spell(1, "2026-02-24T10:00:00Z", "awareness");
        spell(2, "2026-02-24T10:00:00Z", "engagement");
        gone(2);
        gone(3); // of whom nothing was recorded
        StageReport report = report("2026-02-23", "2026-03-09", "week");
        assertThat(report.periods().get(0).moves())
                .containsExactly(
                        new Move(null, "awareness", 1),
                        new Move(null, "engagement", 1),
                        new Move("engagement", null, 1));
        assertThat(report.periods().get(1).opening())
                .isEqualTo(Map.of("awareness", 1L))
                .isEqualTo(standing(LocalDate.of(2026, 3, 2)));
        assertThat(report.stays()).isEmpty();
    }

    @Test
    void whatIsAskedForIsChecked() {
        assertThatThrownBy(() -> report("2026-03-02", "2026-03-02", null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> report("2020-03-02", "2026-03-02", null)).hasMessageContaining("800");
        assertThatThrownBy(() -> report("2.3.2026", null, null)).hasMessageContaining("no day");
        assertThatThrownBy(() -> report(null, "-999999999-01-01", null)).hasMessageContaining("no day");
        assertThatThrownBy(() -> report(null, null, "year")).hasMessageContaining("day, week, month or all");
        assertThat(report(null, null, null).periods()).hasSize(14);
    }

    @Test
    void theWholeReportMayBeOnePeriod() throws Exception {
        spell(1, "2026-02-24T10:00:00Z", "awareness");
        spell(1, "2026-03-03T10:00:00Z", "lapsed");
        assertThat(report("2026-02-23", "2026-03-09", "all").periods())
                .containsExactly(new Period(
                        LocalDate.of(2026, 2, 23),
                        Map.of(),
                        List.of(new Move(null, "awareness", 1), new Move("awareness", "lapsed", 1))));
    }
}
