package org.opportune.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;
import org.opportune.kernel.Problem;
import org.opportune.learning.Cell;
import org.opportune.learning.LearnedRates;
import org.opportune.ledger.DecisionIds;
import org.opportune.reservation.Mark;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

/** From outcomes to the rates that decide, in a real database. */
class LearningIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Rulebook RULEBOOK = new SmallShop()
            .change(
                    "vocabulary.yaml",
                    "site: {label: {en: Site}}",
                    "site: {label: {en: Site}, success: click, respondWithin: 30m}")
            .change(
                    "rulebook.yaml",
                    "baseCurrency: EUR",
                    "baseCurrency: EUR\narbitration: {propensity: 0.1}\nlearning: {every: 1h, halfLife: 30d, weight: 10}")
            .rulebook();

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    private final Moving clock = new Moving();
    private final CurrentRates current = new CurrentRates();
    private RatePublisher publisher;
    private JdbcOutcomes outcomes;

    /** A clock that tests move. */
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
    static void start() throws Exception {
        database = TestDatabase.start();
        source = database.pool(4);
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        database.stop();
    }

    @BeforeEach
    void open() throws SQLException {
        for (String table :
                List.of("decision", "decision_offer", "outcome", "offer_spending", "offer_response", "learned_rates")) {
            change("delete from " + table);
        }
        outcomes = new JdbcOutcomes(source, List.of());
        publisher = new RatePublisher(source, current, () -> RULEBOOK, Duration.ofDays(400), clock);
    }

    private static void change(String sql, Object... values) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Trials and successes of all that is settled. */
    private static String settled() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select concat(coalesce(sum(trials), 0), ' ', coalesce(sum(successes), 0)) from offer_response")) {
            row.next();
            return row.getString(1);
        }
    }

    private UUID decided(String offer, String channel) throws SQLException {
        UUID id = DecisionIds.next(clock.instant());
        byte[] bytes = DecisionIds.bytes(id);
        change(
                "insert into decision (id, at, customer_key, release_hash, channel, stage, record) values (?, ?, 7, ?, ?, 'engagement', '')",
                bytes,
                DecisionIds.time(id),
                "9".repeat(64),
                channel);
        change(
                "insert into decision_offer (offer, at, id, placement, place, customer_key, channel) values (?, ?, ?, 'hero', 1, 7, ?)",
                offer,
                DecisionIds.time(id),
                bytes,
                channel);
        return id;
    }

    private void told(UUID decision, String offer, Mark type) {
        told(decision, offer, type, Duration.ZERO);
    }

    private void told(UUID decision, String offer, Mark type, Duration after) {
        Instant at = Instant.ofEpochMilli(DecisionIds.time(decision)).plus(after);
        outcomes.store(
                List.of(new Outcome(
                        decision,
                        offer,
                        type,
                        "",
                        at,
                        at.plusSeconds(60_000),
                        "site",
                        null,
                        null,
                        null,
                        false,
                        false,
                        true)),
                RULEBOOK);
    }

    /** What is settled when so much time has gone by. */
    private String settledAfter(Duration time) throws SQLException {
        clock.now = NOW.plus(time);
        publisher.run();
        return settled();
    }

    @Test
    void aSuccessCountsOnceHoweverItIsToldWhenItsTimeIsOver() throws Exception {
        UUID one = decided("gift", "site");
        told(one, "gift", Mark.IMPRESSION);
        told(one, "gift", Mark.CLICK, Duration.ofMinutes(5));
        told(one, "gift", Mark.CLICK, Duration.ofMinutes(5));
        told(one, "gift", Mark.CONVERSION, Duration.ofMinutes(9));
        assertThat(settledAfter(Duration.ofMinutes(29))).isEqualTo("0 0");
        assertThat(settledAfter(Duration.ofMinutes(31))).isEqualTo("1 1");
        assertThat(settledAfter(Duration.ofMinutes(32))).isEqualTo("1 1");

        UUID outOfOrder = decided("gift", "site");
        told(outOfOrder, "gift", Mark.CLICK, Duration.ofMinutes(5));
        told(outOfOrder, "gift", Mark.IMPRESSION);
        assertThat(settledAfter(Duration.ofHours(2))).isEqualTo("2 2");
    }

    @Test
    void silenceIsNoneAfterTheWindowAndASuccessThatIsToldLateCountsAllTheSame() throws Exception {
        UUID silent = decided("gift", "site");
        told(silent, "gift", Mark.IMPRESSION);
        assertThat(settledAfter(Duration.ofMinutes(31))).isEqualTo("1 0");

        told(silent, "gift", Mark.ACCEPT, Duration.ofMinutes(40)); // too late
        assertThat(settledAfter(Duration.ofMinutes(41))).isEqualTo("1 0");
        told(silent, "gift", Mark.CLICK, Duration.ofMinutes(10)); // in time, and told late
        assertThat(settledAfter(Duration.ofMinutes(42))).isEqualTo("1 1");
    }

    @Test
    void aDeclineIsNoSuccessAndWhatIsOneDependsOnTheChannel() throws Exception {
        told(decided("gift", "site"), "gift", Mark.DECLINE);
        assertThat(settledAfter(Duration.ofMinutes(31))).isEqualTo("1 0");

        UUID letter = decided("gift", "email");
        UUID another = decided("gift", "email");
        told(letter, "gift", Mark.CLICK); // on this channel it takes an acceptance
        told(another, "gift", Mark.CLICK);
        told(another, "gift", Mark.ACCEPT, Duration.ofDays(6));
        assertThat(settledAfter(Duration.ofDays(8))).isEqualTo("3 1");
    }

    @Test
    void ratesArePublishedWhenSomethingWasSettledAndNeverChange() throws Exception {
        publisher.run();
        assertThat(current.get()).isEqualTo(LearnedRates.NONE);
        for (int i = 0; i < 20; i++) {
            told(decided("gift", "site"), "gift", i < 10 ? Mark.CLICK : Mark.DECLINE);
        }
        publisher.run();
        assertThat(current.get()).isEqualTo(LearnedRates.NONE); // their time is not over
        clock.now = NOW.plus(Duration.ofMinutes(31));
        publisher.run();
        LearnedRates first = current.get();
        Cell cell = new Cell("gift", "engagement", "site");
        assertThat(first.number()).isEqualTo(1);
        // one cell: 10 of 20 of its own, and as much again of a campaign that has them too and the prior of 0.1 ten
        // times
        assertThat(Objects.requireNonNull(first.of(cell, "engagement")).mean())
                .isCloseTo((10 + 10 * 11 / 30.0) / 30, within(1e-3)); // they are ten hours old
        assertThat(publisher.of(1)).isEqualTo(first);

        told(decided("gift", "site"), "gift", Mark.DECLINE);
        clock.now = NOW.plus(Duration.ofMinutes(90));
        publisher.run();
        assertThat(current.get().number()).isEqualTo(1); // not yet time for another
        clock.now = NOW.plus(Duration.ofMinutes(92));
        publisher.run();
        assertThat(current.get().number()).isEqualTo(2);
        clock.now = NOW.plus(Duration.ofHours(3));
        publisher.run();
        assertThat(current.get().number()).isEqualTo(2); // nothing was settled since

        RatePublisher another =
                new RatePublisher(source, new CurrentRates(), () -> RULEBOOK, Duration.ofDays(400), clock);
        assertThat(another.of(1)).isEqualTo(first);
        assertThatThrownBy(() -> another.of(9))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(409));
    }

    @Test
    void tablesAreKeptAsLongAsDecisionsThatUsedThem() throws Exception {
        told(decided("gift", "site"), "gift", Mark.CLICK);
        clock.now = NOW.plus(Duration.ofHours(1));
        publisher.run();
        told(decided("gift", "site"), "gift", Mark.CLICK);
        clock.now = NOW.plus(Duration.ofDays(1));
        publisher.run();
        clock.now = NOW.plus(Duration.ofDays(400));
        publisher.run();
        assertThat(publisher.find(1)).isNotNull();
        clock.now = NOW.plus(Duration.ofDays(402));
        publisher.run();
        RatePublisher another =
                new RatePublisher(source, new CurrentRates(), () -> RULEBOOK, Duration.ofDays(400), clock);
        assertThat(another.find(1)).isNull();
        assertThat(another.find(2)).isNotNull();
    }
}
