package org.opportune.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;
import org.opportune.profile.CustomerData;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.profile.JdbcProfiles;
import org.opportune.reports.LifetimeReport.Figures;
import org.opportune.reports.RetentionReport.Age;
import org.opportune.reports.RetentionReport.Cohort;
import org.opportune.reports.Span.Every;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.Money;

/** Figures of customers, against the queries that docs/reports.md gives to reconcile with. */
class CustomerFiguresIT {
    private static final ZoneId HELSINKI = ZoneId.of("Europe/Helsinki");
    private static final Rulebook RULEBOOK = shop("{purchase: {event: order, value: amount}}");
    private static final List<String> TABLES = List.of(
            "event",
            "identity",
            "customer_merge",
            "customer",
            "figures_due",
            "purchase_day",
            "retention",
            "lifetime_cohort",
            "lifetime_expected",
            "customer_count");

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    private Instant now = Instant.parse("2026-03-10T10:00:00Z");
    private Rulebook rulebook = RULEBOOK;
    private JdbcProfiles profiles;
    private FiguresTask task;

    private static Rulebook shop(String reports) {
        return new SmallShop()
                .change("vocabulary.yaml", "purposes:", "reports: " + reports + "\npurposes:")
                .change(
                        "vocabulary.yaml",
                        "features:",
                        "  bought: {label: {en: Bought}, properties: {amount: {type: money, label: {en: Amount}}}}\nfeatures:")
                .rulebook();
    }

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        source = database.pool(8);
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
            for (String table : TABLES) {
                statement.executeUpdate("delete from " + table);
            }
            statement.executeUpdate("update figures_work set declared = '', changed_at = 0, claimed_until = 0");
        }
        Clock clock = new Clock() {
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
        };
        profiles = new JdbcProfiles(source, 100, clock, List.of(new FiguresDue()));
        task = new FiguresTask(source, source, () -> rulebook, clock);
    }

    private static Event order(String id, String at, String amount, @Nullable String currency, String... customer) {
        return new Event(
                "shop",
                id,
                java.util.Arrays.stream(customer)
                        .map(name -> new Identity(name.startsWith("v") ? "visitor" : "customer", name))
                        .toList(),
                "order",
                Instant.parse(at),
                Map.of("amount", new Money(new BigDecimal(amount), currency)));
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static String days() throws SQLException {
        return one(
                "select group_concat(concat_ws(' ', day, purchases, value) order by day, value separator ', ') from purchase_day");
    }

    private static RetentionReport retention(String from, String until, Every every) {
        return new CountedFigures(source)
                .retention(new Span(LocalDate.parse(from), LocalDate.parse(until), every, HELSINKI));
    }

    private static Figures lifetime(int weeks) {
        return new CountedFigures(source).lifetime(weeks, HELSINKI).total();
    }

    @Test
    void aPurchaseCountsOnTheDayOfTheShopInBaseCurrencyHoweverOftenItIsTold() throws SQLException {
        Event late = order("2", "2026-01-04T22:30:00Z", "10", null, "ana");
        profiles.append(RULEBOOK, List.of(order("1", "2026-02-01T10:00:00Z", "100", "SEK", "ana"), late, late));
        profiles.append(RULEBOOK, List.of(late, order("3", "2026-02-01T12:00:00Z", "1.50", null, "ana")));
        task.run();
        assertThat(days()).isEqualTo("2026-01-05 1 10.0000, 2026-02-01 2 10.5000");

        profiles.append(RULEBOOK, List.of(order("4", "2025-12-31T10:00:00Z", "5", null, "ana")));
        now = now.plus(Duration.ofMinutes(2));
        task.run();
        assertThat(days()).startsWith("2025-12-31 1 5.0000, ");
        assertThat(retention("2025-12-01", "2026-03-11", Every.MONTH).cohorts())
                .containsExactly(new Cohort(
                        LocalDate.of(2025, 12, 1),
                        1,
                        List.of(
                                new Age(0, LocalDate.of(2025, 12, 1), 1, 1, true),
                                new Age(1, LocalDate.of(2026, 1, 1), 1, 1, true),
                                new Age(2, LocalDate.of(2026, 2, 1), 1, 1, true),
                                new Age(3, LocalDate.of(2026, 3, 1), 0, 0, false))));
        assertThat(lifetime(52)).isEqualTo(figures(1, 4, "25.5000", "25.50"));
    }

    private static Figures figures(long customers, long purchases, String value, String each) {
        return new Figures(customers, purchases, new BigDecimal(value), new BigDecimal(each), null, null, null, null);
    }

    @Test
    void aVisitorsPurchasesAreTheCustomersOnceTheyLoggedIn() throws SQLException {
        profiles.append(RULEBOOK, List.of(order("1", "2026-01-04T10:00:00Z", "10", null, "v1")));
        profiles.append(RULEBOOK, List.of(order("2", "2026-02-04T10:00:00Z", "20", null, "ana")));
        task.run();
        assertThat(lifetime(52).customers()).isEqualTo(2);

        profiles.append(RULEBOOK, List.of(order("3", "2026-02-04T11:00:00Z", "30", null, "ana", "v1")));
        now = now.plus(Duration.ofMinutes(2));
        task.run();
        assertThat(one("select count(distinct customer_key) from purchase_day")).isEqualTo("1");
        assertThat(days()).isEqualTo("2026-01-04 1 10.0000, 2026-02-04 2 50.0000");
        assertThat(lifetime(52).customers()).isEqualTo(1);
    }

    @Test
    void whereOtherEventsCountFromNowOnEverythingIsMadeAnewOnceEveryServerKnows() throws SQLException {
        profiles.append(RULEBOOK, List.of(order("1", "2026-01-04T10:00:00Z", "10", null, "ana")));
        profiles.append(
                RULEBOOK,
                List.of(new Event(
                        "shop",
                        "2",
                        List.of(new Identity("customer", "ben")),
                        "bought",
                        Instant.parse("2026-02-04T10:00:00Z"),
                        Map.of("amount", new Money(BigDecimal.TEN, null)))));
        task.run();
        assertThat(days()).startsWith("2026-01-04").doesNotContain("2026-02-04");

        rulebook = shop("{purchase: {event: bought, value: amount}}");
        task.run();
        assertThat(days()).startsWith("2026-01-04");
        now = now.plus(Duration.ofMinutes(2));
        task.run();
        assertThat(days()).isEqualTo("2026-02-04 1 10.0000");
    }

    @Test
    void oneServerDoesItAndAnotherTakesOverWhenThatOneIsNotHeardOf() throws SQLException {
        profiles.append(RULEBOOK, List.of(order("1", "2026-01-04T10:00:00Z", "10", null, "ana")));
        assertThat(new FigureWork(source).claim(now)).isTrue(); // and is killed
        task.run();
        assertThat(one("select count(*) from figures_due")).isEqualTo("1");
        now = now.plus(Duration.ofMinutes(3));
        task.run();
        assertThat(one("select count(*) from figures_due")).isEqualTo("0");
        assertThat(days()).isEqualTo("2026-01-04 1 10.0000");
    }

    @Test
    void everyCellIsWhatTheQueryOfTheDocumentationFindsInTheEvents() throws SQLException {
        Random random = new Random(7);
        List<Event> events = new ArrayList<>();
        for (int customer = 0; customer < 300; customer++) {
            Instant at = Instant.parse("2025-09-01T00:00:00Z").plusSeconds(random.nextInt(8_000_000));
            for (int i = 0; i <= random.nextInt(6); i++) {
                events.add(
                        order(customer + "-" + i, at.toString(), "" + (1 + random.nextInt(90)), null, "c" + customer));
                at = at.plusSeconds(random.nextInt(3_000_000));
            }
        }
        Collections.shuffle(events, random);
        profiles.append(RULEBOOK, events.subList(0, events.size() / 2));
        task.run();
        profiles.append(RULEBOOK, events.subList(events.size() / 3, events.size()));
        now = now.plus(Duration.ofMinutes(2));
        task.run();

        int cells = 0;
        for (Every every : RetentionCount.PERIODS) {
            RetentionReport report = retention("2025-08-01", "2026-03-11", every);
            for (Cohort cohort : report.cohorts()) {
                for (Age age : cohort.ages()) {
                    assertThat(age.customers())
                            .as(every + " " + cohort.begins() + " " + age.begins())
                            .isEqualTo(Long.parseLong(
                                    one("select count(*) from (select min(at) first, max(at >= " + millis(age.begins())
                                            + " and at < " + millis(every.later(age.begins(), 1))
                                            + ") bought from event where type = 'order' and at < "
                                            + millis(LocalDate.of(2026, 3, 11))
                                            + " group by customer_key) c where bought and first >= "
                                            + millis(cohort.begins()) + " and first < "
                                            + millis(every.later(cohort.begins(), 1)))));
                    cells++;
                }
            }
        }
        assertThat(cells).isGreaterThan(300);
        LifetimeReport report = new CountedFigures(source).lifetime(13, HELSINKI);
        String before = " from event where type = 'order' and at < " + millis(LocalDate.of(2026, 3, 11));
        assertThat(report.total().customers() + "").isEqualTo(one("select count(distinct customer_key)" + before));
        assertThat(report.total().purchases() + "").isEqualTo(one("select count(*)" + before));
        assertThat(report.total().value())
                .isEqualByComparingTo(one("select sum(json_value(properties, '$.amount'))" + before));
    }

    /** Writers, merges, erasures and two servers that make figures, all at once. */
    @Test
    void whateverHappensMeanwhileFiguresAreThoseOfTheEventsInTheEnd() throws Exception {
        CustomerData data = new CustomerData(source);
        FiguresDue marks = new FiguresDue();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> done = new ArrayList<>();
        AtomicInteger writers = new AtomicInteger(2);
        for (int writer = 0; writer < 2; writer++) {
            int number = writer;
            done.add(threads.submit(() -> {
                Random random = new Random(number);
                for (int round = 0; round < 60; round++) {
                    String person = String.valueOf(random.nextInt(6));
                    String[] names = random.nextInt(4) == 0
                            ? new String[] {"c" + person, "v" + person}
                            : new String[] {(random.nextBoolean() ? "c" : "v") + person};
                    if (random.nextInt(8) == 0) {
                        data.erase(new Identity("customer", "c" + person), marks);
                    } else {
                        String day = "2026-01-" + (10 + random.nextInt(20)) + "T10:00:00Z";
                        profiles.append(RULEBOOK, List.of(order(number + "-" + round, day, "10", null, names)));
                    }
                }
                return writers.decrementAndGet();
            }));
            done.add(threads.submit(() -> {
                FigureRows rows = new FigureRows(source);
                int made = 0;
                while (writers.get() > 0) {
                    made += rows.some(RULEBOOK);
                }
                return made;
            }));
        }
        int made = 0;
        for (Future<Integer> each : done) {
            made += each.get();
        }
        threads.shutdown();
        assertThat(made).isGreaterThan(10);
        FigureRows rows = new FigureRows(source);
        while (rows.some(RULEBOOK) > 0) {
            made++;
        }
        String all = "group_concat(concat_ws(' ', customer_key, day, purchases) order by customer_key, day)";
        assertThat(one("select " + all + " from purchase_day"))
                .isNotEqualTo("null")
                .isEqualTo(one("select " + all + " from (select customer_key, date(from_unixtime(at / 1000)) day,"
                        + " count(*) purchases from event where type = 'order' group by 1, 2) e"));
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(HELSINKI).toInstant().toEpochMilli();
    }
}
