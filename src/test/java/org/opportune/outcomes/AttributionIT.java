package org.opportune.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.attribution.AttributionListener;
import org.opportune.attribution.Attributor;
import org.opportune.attribution.JdbcAttribution;
import org.opportune.decision.Decider;
import org.opportune.experiments.Participation;
import org.opportune.it.TestDatabase;
import org.opportune.journal.Journal;
import org.opportune.journal.LaidAside;
import org.opportune.journal.Shipper;
import org.opportune.ledger.Counted;
import org.opportune.ledger.DecisionIds;
import org.opportune.ledger.JdbcPast;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerEntry;
import org.opportune.ledger.LedgerEntry.Answered;
import org.opportune.ledger.Trait;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.profile.JdbcProfiles;
import org.opportune.profile.Profiles;
import org.opportune.reservation.Hold;
import org.opportune.reservation.Mark;
import org.opportune.reservation.Reservations;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.Money;

class AttributionIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW.plus(Duration.ofDays(60)), ZoneOffset.UTC);
    private static final Identity COOKIE = new Identity("visitor", "v-1");
    private static final Identity NUMBER = new Identity("customer", "c-1");
    private static final Rulebook LAST = rulebook("{event: order, value: amount, within: 10d}");
    private static final Rulebook LINEAR = rulebook("{event: order, value: amount, within: 10d, rule: linear}");
    private static final Rulebook NOTHING = new SmallShop().rulebook();

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    @TempDir
    Path folder;

    private Rulebook rulebook = LAST;
    private Profiles profiles;
    private Journal journal;
    private Ledger ledger;
    private OutcomeIntake outcomes;
    private Shipper shipper;

    private static Rulebook rulebook(String attribution) {
        return new SmallShop()
                .change("rulebook.yaml", "limits:", "attribution: " + attribution + "\nlimits:")
                .rulebook();
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
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of(
                    "decision",
                    "decision_offer",
                    "outcome",
                    "offer_day",
                    "offer_trait_day",
                    "attribution",
                    "attribution_due",
                    "event",
                    "stage_spell",
                    "identity",
                    "customer_merge",
                    "customer")) {
                statement.executeUpdate("delete from " + table);
            }
        }
        profiles = new JdbcProfiles(source, 100, CLOCK, List.of(new AttributionListener()));
        journal = Journal.open(folder, Journal.Sync.SYSTEM, 10_000_000, 1_000_000);
        ledger = new Ledger(journal, source, profiles, CLOCK);
        Reservations reservations = new Reservations(new JdbcPast(source), CLOCK, 100, () -> true);
        outcomes =
                new OutcomeIntake(journal, ledger, reservations, source, () -> Decider.of(rulebook), List.of(), CLOCK);
        shipper = new Shipper(
                journal,
                Map.of(Ledger.KIND, ledger.shipment(), OutcomeIntake.KIND, outcomes.shipment()),
                e -> false,
                new LaidAside(folder.resolve("aside")));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private static Instant day(int day) {
        return NOW.plus(Duration.ofDays(day));
    }

    private UUID decided(Identity customer, String offer, int day) {
        UUID id = DecisionIds.next(day(day));
        long at = day(day).toEpochMilli();
        ledger.record(new LedgerEntry(
                id,
                List.of(customer),
                "9".repeat(64),
                "web",
                "awareness",
                List.of(new Answered("hero", 1, offer)),
                List.of(new Hold(id, offer, "site", at, at + 1_000, BigDecimal.ZERO)),
                null,
                "{}".getBytes(UTF_8),
                new Counted(
                        Participation.NONE,
                        LocalDate.ofInstant(day(day), ZoneOffset.UTC),
                        List.of(new Trait("segment", "vip"), new Trait("segment", "new")),
                        List.of())));
        shipper.ship();
        return id;
    }

    private void told(UUID decision, String offer, Mark type, int day) {
        outcomes.append(List.of(new Outcome(
                decision, offer, type, "", day(day), day(day), "olli", null, null, null, false, false, false)));
        shipper.ship();
    }

    private void ordered(Identity customer, String id, int day, String amount, @Nullable String currency) {
        profiles.append(
                rulebook,
                List.of(new Event(
                        "shop",
                        id,
                        List.of(customer),
                        "order",
                        day(day),
                        Map.of("amount", new Money(new BigDecimal(amount), currency)))));
    }

    private void attribute() {
        new Attributor(source, () -> rulebook, Duration.ofDays(400), CLOCK).run();
    }

    /** Orders and their value by day and offer; sums of nothing are not shown. Each sum reconciles. */
    private static String credited() throws SQLException {
        assertThat(one("select concat_ws(' ', round(sum(orders), 8), round(sum(order_value), 4)) from offer_day"))
                .isEqualTo(one(
                        "select concat_ws(' ', round(coalesce(sum(share), 0), 8), round(coalesce(sum(worth), 0), 4))"
                                + " from attribution"));
        assertThat(one("select concat_ws(' ', sum(orders), sum(order_value)) from offer_trait_day where value = 'vip'"))
                .isEqualTo(one("select concat_ws(' ', sum(orders), sum(order_value)) from offer_day"));
        return one("select group_concat(concat_ws(' ', day, offer, round(orders, 2), round(order_value, 2))"
                + " order by day, offer separator ', ') from offer_day where orders <> 0 or order_value <> 0");
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    @Test
    void anOrderIsCreditedToWhatWasClickedLastHoweverOftenItIsLookedAt() throws SQLException {
        UUID first = decided(NUMBER, "gift", 1);
        UUID second = decided(NUMBER, "help", 2);
        UUID onlySeen = decided(NUMBER, "voucher", 3);
        told(first, "gift", Mark.ACCEPT, 1);
        told(second, "help", Mark.CLICK, 2);
        told(onlySeen, "voucher", Mark.IMPRESSION, 3);
        ordered(NUMBER, "1", 4, "30", null);
        ordered(NUMBER, "2", 5, "100", "SEK");
        attribute();
        attribute();
        ordered(NUMBER, "2", 5, "100", "SEK");
        attribute();
        assertThat(credited()).isEqualTo("2026-03-03 help 2.00 39.00");
        assertThat(one("select count(*) from attribution_due")).isEqualTo("0");
    }

    @Test
    void aTouchThatIsToldLateTakesTheOrderOver() throws SQLException {
        UUID first = decided(NUMBER, "gift", 1);
        UUID second = decided(NUMBER, "help", 2);
        told(first, "gift", Mark.CLICK, 1);
        ordered(NUMBER, "1", 4, "30", null);
        attribute();
        assertThat(credited()).isEqualTo("2026-03-02 gift 1.00 30.00");
        told(second, "help", Mark.CLICK, 3);
        attribute();
        assertThat(credited()).isEqualTo("2026-03-03 help 1.00 30.00");
    }

    @Test
    void anOrderThatIsToldLateIsCreditedToWhatWasClickedBeforeIt() throws SQLException {
        UUID first = decided(NUMBER, "gift", 1);
        UUID second = decided(NUMBER, "help", 5);
        told(first, "gift", Mark.CLICK, 1);
        told(second, "help", Mark.CLICK, 5);
        ordered(NUMBER, "late", 3, "30", null);
        ordered(NUMBER, "too late", 20, "50", null); // more than ten days after
        attribute();
        assertThat(credited()).isEqualTo("2026-03-02 gift 1.00 30.00");
    }

    @Test
    void whatAVisitorClickedIsCreditedWithTheOrderOfTheCustomerWhomTheyTurnedOutToBe() throws SQLException {
        UUID before = decided(COOKIE, "gift", 1); // when nothing else was known of them
        told(before, "gift", Mark.CLICK, 1);
        ordered(COOKIE, "visitor's", 2, "5", null);
        UUID asVisitor = decided(COOKIE, "help", 3);
        told(asVisitor, "help", Mark.CLICK, 3);
        ordered(NUMBER, "customer's", 4, "30", null);
        attribute();
        assertThat(credited()).isEqualTo("2026-03-02 gift 1.00 5.00");
        profiles.append(
                rulebook, List.of(new Event("shop", "log-in", List.of(NUMBER, COOKIE), "order", day(5), Map.of())));
        attribute();
        assertThat(credited()).isEqualTo("2026-03-02 gift 1.00 5.00, 2026-03-04 help 2.00 30.00");
        UUID late = decided(COOKIE, "voucher", 3);
        told(late, "voucher", Mark.CLICK, 4);
        attribute();
        assertThat(credited()).isEqualTo("2026-03-02 gift 1.00 5.00, 2026-03-04 voucher 2.00 30.00");
    }

    @Test
    void otherTermsAttributeEverythingAnew() throws SQLException {
        UUID first = decided(NUMBER, "gift", 1);
        UUID second = decided(NUMBER, "help", 2);
        told(first, "gift", Mark.CLICK, 1);
        told(second, "help", Mark.CLICK, 2);
        ordered(NUMBER, "1", 4, "30", null);
        attribute();
        assertThat(credited()).isEqualTo("2026-03-03 help 1.00 30.00");
        rulebook = LINEAR;
        attribute();
        assertThat(credited()).isEqualTo("2026-03-02 gift 0.50 15.00, 2026-03-03 help 0.50 15.00");
        rulebook = NOTHING;
        attribute();
        assertThat(credited()).isEqualTo("null");
        rulebook = LAST;
        attribute();
        assertThat(credited()).isEqualTo("2026-03-03 help 1.00 30.00");
    }

    @Test
    void erasureLeavesTheSumsAndNobodyWhoseTheyAre() throws SQLException {
        UUID first = decided(NUMBER, "gift", 1);
        told(first, "gift", Mark.CLICK, 1);
        ordered(NUMBER, "1", 4, "30", null);
        attribute();
        String key = one("select customer_key from attribution");
        new JdbcAttribution(source).erase(Set.of(Long.valueOf(key)));
        attribute();
        assertThat(one("select count(*) from attribution")).isEqualTo("0");
        assertThat(one("select sum(orders) from offer_day")).isEqualTo("1.00000000");
    }

    @Test
    void whatIsTooOldToBeLookedAtStaysAsItIs() throws SQLException {
        UUID first = decided(NUMBER, "gift", 1);
        told(first, "gift", Mark.CLICK, 1);
        ordered(NUMBER, "1", 4, "30", null);
        attribute();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from outcome"); // as it is with what is kept no longer
        }
        Clock later = Clock.fixed(NOW.plus(Duration.ofDays(1_000)), ZoneOffset.UTC);
        rulebook = LINEAR;
        new Attributor(source, () -> rulebook, Duration.ofDays(400), later).run();
        assertThat(one("select count(*) from attribution")).isEqualTo("0"); // forgotten
        assertThat(one("select sum(orders) from offer_day")).isEqualTo("1.00000000");
        rulebook = LAST;
        attribute();
    }
}
