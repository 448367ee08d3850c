package org.opportune.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;

/** What is read of the sums by day; that these are right is shown by OutcomesIT. */
class OfferReportsIT {
    private static final ZoneId HELSINKI = ZoneId.of("Europe/Helsinki");
    private static final Span MARCH = Span.of("2026-03-01", "2026-04-01", "week", LocalDate.of(2026, 4, 1), HELSINKI);
    private static final Map<String, String> CAMPAIGNS = Map.of("gift", "joy", "help", "service");

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;
    private static Reports reports;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        source = database.pool(2);
        reports = new Reports(source);
        execute("insert into offer_day values"
                + " ('2026-03-01', 'gift', 'hero', 'site', 'lapsed', repeat('9', 64), 10, 8, 4, 2, 1, 1, 12.5, 0.5, 20),"
                + " ('2026-03-02', 'gift', 'letter', 'email', 'lapsed', repeat('9', 64), 5, 5, 0, 0, 0, 0, 0, 0, 0),"
                + " ('2026-03-03', 'help', 'hero', 'site', 'advocacy', repeat('8', 64), 7, 0, 0, 0, 0, 0, 0, 0, 0),"
                + " ('2026-04-01', 'help', 'hero', 'site', 'advocacy', repeat('8', 64), 99, 0, 0, 0, 0, 0, 0, 0, 0)");
        execute("insert into offer_trait_day values"
                + " ('segment', '2026-03-01', 'vip', 'gift', 6, 5, 3, 2, 0, 1, 12.5, 0.5, 20),"
                + " ('segment', '2026-03-02', 'vip', 'help', 2, 2, 0, 0, 0, 0, 0, 0, 0),"
                + " ('segment', '2026-03-03', 'new', 'gift', 1, 0, 0, 0, 0, 0, 0, 0, 0),"
                + " ('locale', '2026-03-01', 'fi', 'gift', 10, 8, 4, 2, 1, 1, 12.5, 0.5, 20)");
        for (String column : List.of("channel", "placement", "stage", "''")) {
            execute("insert into offer_trait_day select '" + column.replace("'", "") + "', day, " + column + ", offer, "
                    + "sum(answered), sum(impressions), sum(clicks), sum(accepts), sum(declines), sum(conversions),"
                    + " sum(value), sum(orders), sum(order_value) from offer_day group by day, " + column + ", offer");
        }
        execute("insert into offer_reason_day values"
                + " ('2026-03-01', 'CONSENT', 'gift', 'email', 4, 3, 6.5), ('2026-03-02', 'CONSENT', 'help', 'email', 2, 2, 0.5),"
                + " ('2026-03-02', 'COOL-DOWN', 'gift', 'web', 1, 0, 0)");
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        database.stop();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static OfferReport offers(@Nullable String by, Map<String, String> only) {
        Cut cut = Cut.of(by, only, CAMPAIGNS, List.of());
        return OfferReport.of(MARCH, by, "EUR", reports.offers(MARCH, cut));
    }

    @Test
    void periodsAndWhatIsToldApartStandInTheirOrder() {
        OfferReport report = offers("campaign", Map.of());
        assertThat(report.rows())
                .extracting(row -> tuple(row.begins(), row.of(), row.answered()))
                .containsExactly(
                        tuple(LocalDate.of(2026, 2, 23), "joy", 10L),
                        tuple(LocalDate.of(2026, 3, 2), "joy", 5L),
                        tuple(LocalDate.of(2026, 3, 2), "service", 7L));
        assertThat(report.total().answered()).isEqualTo(22);
        assertThat(report.total().value()).isEqualByComparingTo("12.5");
        assertThat(report.total().orders()).isEqualByComparingTo("0.5");
        assertThat(report.total().orderValue()).isEqualByComparingTo("20");
    }

    @Test
    void aRateHasBoundsAndNoneWhereNothingWasSeen() {
        OfferReport report = offers("offer", Map.of());
        assertThat(report.rows().get(0).acceptance()).isEqualTo(0.25);
        assertThat(report.rows().get(0).acceptanceWithin()).satisfies(within -> {
            assertThat(within.get(0)).isBetween(0.07, 0.08);
            assertThat(within.get(1)).isBetween(0.59, 0.60);
        });
        assertThat(report.rows().get(2).clickThrough()).isNull();
        assertThat(report.rows().get(2).clickThroughWithin()).isNull();
    }

    @Test
    void aTraitIsToldApartOrCountedAlone() {
        assertThat(offers("segment", Map.of()).rows())
                .extracting(row -> tuple(row.of(), row.answered()))
                .containsExactly(tuple("vip", 6L), tuple("new", 1L), tuple("vip", 2L));
        assertThat(offers("campaign", Map.of("segment", "vip")).rows())
                .extracting(row -> tuple(row.of(), row.answered(), row.value().doubleValue()))
                .containsExactly(tuple("joy", 6L, 12.5), tuple("service", 2L, 0.0));
        assertThat(offers("locale", Map.of()).total().answered()).isEqualTo(10);
    }

    @Test
    void whatColumnsSayIsCombined() {
        assertThat(offers(null, Map.of("channel", "site", "stage", "lapsed"))
                        .total()
                        .answered())
                .isEqualTo(10);
        assertThat(offers("channel", Map.of("campaign", "joy")).rows())
                .extracting(OfferReport.Row::of)
                .containsExactly("site", "email");
        assertThat(offers(null, Map.of("campaign", "none")).rows()).isEmpty();
    }

    @Test
    void numbersStandInTheirOrder() {
        LocalDate day = LocalDate.of(2026, 3, 1);
        assertThat(Stream.of("10", ">20", "2", "<0", "1")
                        .map(value -> new DaySums.Group(day, value))
                        .sorted()
                        .map(DaySums.Group::value))
                .containsExactly("1", "2", "10", "<0", ">20");
    }

    @Test
    void reasonsAreSummedWithWhatTheyCost() {
        ReasonReport report = reports.reasons(MARCH, Cut.ofReasons("reason", Map.of(), CAMPAIGNS), "EUR");
        assertThat(report.rows())
                .extracting(row -> tuple(row.of(), row.held(), row.alone()))
                .containsExactly(tuple("CONSENT", 4L, 3L), tuple("CONSENT", 2L, 2L), tuple("COOL-DOWN", 1L, 0L));
        assertThat(report.total().forgone()).isEqualByComparingTo("7");
        assertThat(reports.reasons(MARCH, Cut.ofReasons("offer", Map.of("campaign", "joy"), CAMPAIGNS), "EUR")
                        .total()
                        .held())
                .isEqualTo(5);
    }
}
