package org.opportune.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.it.TestDatabase;
import org.opportune.jdbc.Transactions;
import org.opportune.journal.Journal;
import org.opportune.journal.LaidAside;
import org.opportune.journal.Shipper;
import org.opportune.kernel.Problem;
import org.opportune.ledger.LedgerEntry.Answered;
import org.opportune.ledger.LedgerEntry.Retry;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.Identity;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.reservation.Hold;
import org.opportune.reservation.Owners;
import org.opportune.rulebook.SmallShop;

/** Decisions from the journal to a real database, and back. */
class LedgerIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Identity VISITOR = new Identity("visitor", "v-1");
    private static final Identity MAIJA = new Identity("customer", "maija");
    private static final String RELEASE = "9".repeat(64);

    private static TestDatabase database;
    private static MariaDbPoolDataSource source;

    @TempDir
    Path folder;

    private final InMemoryProfiles profiles = new InMemoryProfiles();
    private Journal journal;
    private Ledger ledger;
    private Shipper shipper;

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
        for (String table : List.of("decision", "decision_offer", "decision_retry", "customer_secret")) {
            change("delete from " + table);
        }
        journal = Journal.open(folder, Journal.Sync.SYSTEM, 10_000_000, 1_000_000);
        ledger = new Ledger(journal, source, profiles, Clock.fixed(NOW, ZoneOffset.UTC));
        shipper = new Shipper(
                journal, Map.of(Ledger.KIND, ledger.shipment()), e -> false, new LaidAside(folder.resolve("aside")));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static long count(String table) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static LedgerEntry entry(Instant at, List<Identity> customer, String offer, @Nullable Retry retry) {
        UUID id = DecisionIds.next(at);
        return new LedgerEntry(
                id,
                customer,
                RELEASE,
                "web",
                "onboarding",
                List.of(new Answered("hero", 1, offer), new Answered("hero", 2, "help")),
                List.of(hold(id, offer), hold(id, "help")),
                retry,
                ("{\"id\": \"" + id + "\", \"text\": \"Meikäläinen\"}").getBytes(UTF_8),
                Counted.on(LocalDate.of(2026, 3, 1)));
    }

    private static Hold hold(UUID id, String offer) {
        long at = DecisionIds.time(id);
        return new Hold(id, offer, "site", at, at + 1_800_000, new BigDecimal("2.50"));
    }

    private UUID keep(Instant at, List<Identity> customer, String offer) {
        LedgerEntry entry = entry(at, customer, offer, null);
        assertThat(ledger.record(entry)).isTrue();
        return entry.id();
    }

    private List<UUID> found(LedgerSearch search) {
        return ledger.search(search, 10).stream().map(Kept::id).toList();
    }

    @Test
    void whatWasRecordedIsFoundWholeOnceItWasShipped() {
        UUID id = keep(NOW, List.of(VISITOR), "gift");
        assertThatThrownBy(() -> ledger.find(id)).isInstanceOf(Problem.class).hasMessageContaining(id.toString());
        shipper.ship();
        assertThat(new String(ledger.find(id), UTF_8)).contains("Meikäläinen").contains(id.toString());
        Kept kept = ledger.search(new LedgerSearch(null, null, null, null, null, null), 10)
                .get(0);
        assertThat(kept.at()).isEqualTo(NOW);
        assertThat(kept.stage()).isEqualTo("onboarding");
        assertThat(kept.answered()).containsExactly(new Answered("hero", 1, "gift"), new Answered("hero", 2, "help"));
    }

    @Test
    void whatIsShippedAgainIsThereOnce() throws SQLException {
        LedgerEntry entry = entry(NOW, List.of(VISITOR), "gift", new Retry(new byte[32], new byte[32]));
        List<byte[]> twice = List.of(EntryCodec.write(entry));
        ledger.shipment().ship(twice);
        ledger.shipment().ship(twice);
        assertThat(count("decision")).isEqualTo(1);
        assertThat(count("decision_offer")).isEqualTo(2);
        assertThat(count("decision_retry")).isEqualTo(1);
        assertThat(new String(ledger.find(entry.id()), UTF_8))
                .contains(entry.id().toString());
    }

    @Test
    void itIsSearchedByCustomerTimeOfferAndReleaseAndPaged() {
        UUID first = keep(NOW.minusSeconds(20), List.of(MAIJA), "gift");
        UUID second = keep(NOW.minusSeconds(10), List.of(VISITOR), "gift");
        UUID third = keep(NOW, List.of(MAIJA), "voucher");
        shipper.ship();
        assertThat(found(new LedgerSearch(null, null, null, null, null, null))).containsExactly(third, second, first);
        assertThat(found(new LedgerSearch(ledger.owners(MAIJA), null, null, null, null, null)))
                .containsExactly(third, first);
        assertThat(found(new LedgerSearch(null, NOW.minusSeconds(10), NOW, null, null, null)))
                .containsExactly(second);
        assertThat(found(new LedgerSearch(null, null, null, "gift", null, null)))
                .containsExactly(second, first);
        assertThat(found(new LedgerSearch(ledger.owners(MAIJA), null, null, "gift", RELEASE, null)))
                .containsExactly(first);
        assertThat(found(new LedgerSearch(null, null, null, null, "8".repeat(64), null)))
                .isEmpty();
        assertThat(found(new LedgerSearch(null, null, null, null, null, third))).containsExactly(second, first);
    }

    @Test
    void whatAVisitorSawIsFoundWhenTheyBecomeACustomer() {
        UUID before = keep(NOW.minusSeconds(10), List.of(VISITOR), "gift");
        shipper.ship();
        know(VISITOR);
        UUID after = keep(NOW, List.of(VISITOR), "gift");
        shipper.ship();
        assertThat(found(new LedgerSearch(ledger.owners(VISITOR), null, null, null, null, null)))
                .containsExactly(after, before);
    }

    @Test
    void whatAVisitorSawIsFoundUnderTheCustomerWhomTheyTurnedOutToBe() {
        UUID unknown = keep(NOW.minusSeconds(20), List.of(VISITOR), "gift");
        shipper.ship();
        know(VISITOR);
        UUID visitor = keep(NOW.minusSeconds(10), List.of(VISITOR), "gift");
        shipper.ship();
        know(MAIJA);
        know(MAIJA, VISITOR);
        UUID customer = keep(NOW, List.of(MAIJA), "gift");
        shipper.ship();
        for (Identity name : List.of(MAIJA, VISITOR)) {
            assertThat(found(new LedgerSearch(ledger.owners(name), null, null, null, null, null)))
                    .containsExactly(customer, visitor, unknown);
        }
        assertThat(ledger.find(visitor)).isNotEmpty();
    }

    private void know(Identity... names) {
        profiles.change(new SmallShop().rulebook(), List.of(new CustomerChange(List.of(names), Map.of(), List.of())));
        long key = profiles.known(names[0]).key();
        new Transactions(source)
                .write(
                        connection -> { // whoever is not there was erased
                            try (Statement statement = connection.createStatement()) {
                                return statement.executeUpdate(
                                        "insert ignore into customer (customer_key, created, attributes) values (" + key
                                                + ", 0, '{}')");
                            }
                        });
    }

    @Test
    void withoutTheCustomersSecretNobodyReadsTheirDecisions() throws SQLException {
        UUID maijas = keep(NOW, List.of(MAIJA), "gift");
        UUID visitors = keep(NOW, List.of(VISITOR), "gift");
        shipper.ship();
        change("delete from customer_secret where customer_key = " + Owners.unknown(MAIJA));
        assertThatThrownBy(() -> ledger.find(maijas))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(410));
        assertThat(ledger.find(visitors)).isNotEmpty();
    }

    @Test
    void whoComesBackAfterAnErasureDoesNotBringBackWhatWasErased() throws SQLException {
        UUID before = keep(NOW.minusSeconds(10), List.of(VISITOR), "gift");
        shipper.ship();
        change("delete from customer_secret");
        UUID after = keep(NOW, List.of(VISITOR), "gift");
        shipper.ship();
        assertThatThrownBy(() -> ledger.find(before))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(410));
        List<String> records = new ArrayList<>();
        ledger.forEachOf(
                ledger.owners(VISITOR), record -> records.add(record.path("id").asText()));
        assertThat(records).containsExactly(after.toString());
    }

    @Test
    void aRequestThatComesAgainIsKnownByItsKeyForADay() {
        Retry retry = new Retry(new byte[32], "a".repeat(32).getBytes(UTF_8));
        LedgerEntry entry = entry(NOW.minus(Duration.ofHours(23)), List.of(), "gift", retry);
        ledger.record(entry);
        shipper.ship();
        assertThat(ledger.retried(retry)).isEqualTo(entry.id());
        Retry other = new Retry(retry.key(), "b".repeat(32).getBytes(UTF_8));
        assertThatThrownBy(() -> ledger.retried(other))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(422));
        ledger.forgetRetries();
        assertThat(ledger.retried(retry)).isEqualTo(entry.id());
        new Ledger(journal, source, profiles, Clock.fixed(NOW.plus(Duration.ofHours(2)), ZoneOffset.UTC))
                .forgetRetries();
        assertThat(ledger.retried(retry)).isNull();
    }

    @Test
    void whatAFullJournalDoesNotTakeIsSaidAndCounted() {
        journal.close();
        journal = Journal.open(folder, Journal.Sync.SYSTEM, 1_000, 1_000);
        Ledger small = new Ledger(journal, source, profiles, Clock.fixed(NOW, ZoneOffset.UTC));
        int taken = 0;
        while (taken < 100 && small.record(entry(NOW, List.of(VISITOR), "gift", null))) {
            taken++;
        }
        assertThat(taken).isBetween(1, 10);
        assertThat(small.record(entry(NOW, List.of(VISITOR), "gift", null))).isFalse();
        assertThat(small.notRecorded()).isEqualTo(2);
        assertThat(journal.waiting()).isEqualTo(taken);
    }

    @Test
    void monthsAreMadeAheadAndDroppedWhole() throws SQLException {
        Partitions now = new Partitions(source, Duration.ofDays(60), Clock.fixed(NOW, ZoneOffset.UTC));
        UUID early = keep(NOW, List.of(VISITOR), "gift");
        shipper.ship();
        now.maintain();
        now.maintain();
        assertThat(partitions()).contains("m202603", "m202604", "m202605", "rest");
        assertThat(ledger.find(early)).isNotEmpty();
        Instant later = NOW.plus(Duration.ofDays(120));
        UUID late = keep(later, List.of(VISITOR), "gift");
        shipper.ship();
        new Partitions(source, Duration.ofDays(60), Clock.fixed(later, ZoneOffset.UTC)).maintain();
        assertThat(partitions()).doesNotContain("m202603").contains("m202606", "m202607", "m202608");
        assertThat(ledger.find(late)).isNotEmpty();
        assertThatThrownBy(() -> ledger.find(early)).isInstanceOf(Problem.class);
    }

    private static List<String> partitions() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select partition_name from information_schema.partitions"
                        + " where table_schema = database() and table_name = 'decision'")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
