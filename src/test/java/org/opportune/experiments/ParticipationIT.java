package org.opportune.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.experiments.Participation.In;
import org.opportune.experiments.ParticipationRows.Decided;
import org.opportune.it.TestDatabase;
import org.opportune.jdbc.Transactions;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.profile.JdbcProfiles;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.Money;

/** What is kept of customers in experiments, in a real database. */
class ParticipationIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Identity COOKIE = new Identity("visitor", "v-1");
    private static final Identity ANA = new Identity("customer", "ana");
    private static final Rulebook RULEBOOK =
            new SmallShop().with("experiments.yaml", """
                    holdout: {share: 0.1, keeps: [], goal: {event: order, value: amount}}
                    experiments: {one: {label: {en: One}, arms: {a: {label: {en: A}}, b: {label: {en: B}}}}}
                    """).rulebook();

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    private JdbcProfiles profiles;

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
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of(
                    "experiment_customer",
                    "experiment_unit",
                    "event",
                    "stage_spell",
                    "identity",
                    "customer_merge",
                    "customer")) {
                statement.executeUpdate("delete from " + table);
            }
        }
        profiles =
                new JdbcProfiles(source, 100, Clock.fixed(NOW, ZoneOffset.UTC), List.of(new ParticipationListener()));
    }

    /** Of each row, the experiment first. */
    private static String rows() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select group_concat(concat_ws(' ', experiment, arm, conversions, value) order by experiment, arm separator ', ')"
                                + " from experiment_customer")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void decided(long unit, Instant at, String experiment, String arm, String goal) {
        In in = new In(experiment, arm, at.plus(Duration.ofDays(14)).toEpochMilli(), goal);
        new Transactions(source).write(connection -> {
            ParticipationRows.add(
                    connection, List.of(new Decided(new Participation(unit, List.of(in)), at.toEpochMilli())));
            return in;
        });
    }

    private static void converted(long unit, Instant at, String value) {
        new Transactions(source).write(connection -> {
            ParticipationRows.convert(connection, unit, at.toEpochMilli(), new BigDecimal(value));
            return unit;
        });
    }

    private void ordered(String id, Instant at, String amount, @Nullable String currency, Identity... names) {
        profiles.append(
                RULEBOOK,
                List.of(new Event(
                        "shop",
                        id,
                        List.of(names),
                        "order",
                        at,
                        Map.of("amount", new Money(new BigDecimal(amount), currency)))));
    }

    private long unit(Identity name) {
        return Objects.requireNonNull(profiles.find(RULEBOOK, List.of(name))).unit();
    }

    /** Who looked at a page before anything else was known of them, and then logs in, is one person. */
    @Test
    void whatWasDecidedForABareNameCountsWithTheCustomerWhoseNameItIs() throws SQLException {
        Identity number = new Identity("customer", "c-77");
        ordered("first", NOW.minusSeconds(100), "1", null, number);
        decided(COOKIE.unit(), NOW.minusSeconds(50), "one", "a", "");
        decided(unit(number), NOW, "one", "b", "");
        converted(COOKIE.unit(), NOW.plusSeconds(1), "5");
        ordered("log-in", NOW, "1", null, number, COOKIE);

        assertThat(rows()).isEqualTo("one a 1 5.0000");
        converted(COOKIE.unit(), NOW.plusSeconds(2), "7"); // told late, of what was decided for the name
        assertThat(rows()).isEqualTo("one a 2 12.0000");
    }

    @Test
    void eventsOfTheGoalCountOnceFromTheFirstDecisionOnUntilTheTimeIsOver() throws SQLException {
        ordered("0", NOW.minusSeconds(1), "7", null, COOKIE);
        decided(COOKIE.unit(), NOW, "universal-holdout", "others", "order");
        decided(COOKIE.unit(), NOW, "one", "a", "");
        ordered("1", NOW.minusSeconds(1), "7", null, COOKIE);
        ordered("2", NOW, "10", null, COOKIE);
        ordered("2", NOW, "10", null, COOKIE);
        ordered("3", NOW.plus(Duration.ofDays(1)), "100", "SEK", COOKIE);
        ordered("4", NOW.plus(Duration.ofDays(14)), "7", null, COOKIE);
        ordered("5", NOW, "7", null, ANA);
        assertThat(rows()).isEqualTo("one a 0 0.0000, universal-holdout others 2 19.0000");
    }

    @Test
    void aVisitorIsTheSameUnitBeforeTheyAreStoredAfterAndAsACustomer() throws SQLException {
        decided(COOKIE.unit(), NOW, "universal-holdout", "others", "order");
        ordered("1", NOW, "10", null, COOKIE);
        assertThat(unit(COOKIE)).isEqualTo(COOKIE.unit());
        ordered("2", NOW, "10", null, COOKIE, ANA);
        assertThat(unit(ANA)).isEqualTo(COOKIE.unit());
        ordered("3", NOW, "10", null, ANA);
        assertThat(rows()).isEqualTo("universal-holdout others 3 30.0000");
    }

    @Test
    void aVisitorWhoTurnsOutToBeACustomerCountsOnceInTheArmThatCameFirst() throws SQLException {
        ordered("0", NOW.minusSeconds(9), "1", null, ANA);
        ordered("1", NOW.minusSeconds(9), "1", null, COOKIE);
        decided(COOKIE.unit(), NOW, "one", "a", "");
        decided(COOKIE.unit(), NOW, "two", "x", "");
        decided(ANA.unit(), NOW.plusSeconds(10), "one", "b", "");
        converted(COOKIE.unit(), NOW.plusSeconds(1), "3");
        converted(ANA.unit(), NOW.plusSeconds(11), "4");
        assertThat(rows()).isEqualTo("one a 1 3.0000, one b 1 4.0000, two x 1 3.0000");

        ordered("2", NOW, "1", null, COOKIE, ANA);
        assertThat(rows()).isEqualTo("one a 2 7.0000, two x 1 3.0000");
        converted(COOKIE.unit(), NOW.plusSeconds(12), "5"); // of a decision that was made before
        decided(COOKIE.unit(), NOW, "three", "y", "");
        decided(ANA.unit(), NOW, "three", "z", "");
        assertThat(rows()).isEqualTo("one a 3 12.0000, three y 0 0.0000, two x 2 8.0000");
    }

    @Test
    void whatArmsCameToIsCountedOfThoseWhoseTimeIsOver() throws SQLException {
        for (int i = 1; i <= 10; i++) {
            decided(i, NOW.plus(Duration.ofDays(i)), "one", i % 3 == 0 ? "b" : "a", "");
        }
        for (int i = 1; i <= 10; i += 2) {
            converted(i, NOW.plus(Duration.ofDays(i)), i + ".5");
        }
        Instant later = NOW.plus(Duration.ofDays(14 + 6)); // those up to 6 are over
        assertThat(new JdbcTallies(source).of("one", later))
                .isEqualTo(Map.of(
                        "a",
                        new Tally(7, 4, 2, new BigDecimal("7.0000"), new BigDecimal("32.50000000")),
                        "b",
                        new Tally(3, 2, 1, new BigDecimal("3.5000"), new BigDecimal("12.25000000"))));
        assertThat(new JdbcTallies(source).of("two", later)).isEmpty();
    }
}
