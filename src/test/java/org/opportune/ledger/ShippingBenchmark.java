package org.opportune.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.brakes.Brakes;
import org.opportune.brakes.JpaBrakes;
import org.opportune.decision.Decider;
import org.opportune.decision.LiveDecisions;
import org.opportune.decision.StageRecorder;
import org.opportune.demo.DemoCustomer;
import org.opportune.demo.DemoShop;
import org.opportune.intake.RulebookFolder;
import org.opportune.it.TestDatabase;
import org.opportune.journal.Journal;
import org.opportune.journal.LaidAside;
import org.opportune.journal.Shipper;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.learning.LearnedRates;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.reservation.Owners;
import org.opportune.reservation.Reservations;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;

/**
 * How many decisions of the demo shop a second are brought from the journal to the database, with all that figures count of them, and with nothing but their day. Arguments: how many decisions, 10,000 when left out.
 */
final class ShippingBenchmark {
    private static final int CUSTOMERS = 2_000;
    private static final int ROUNDS = 5;
    private static final int AT_ONCE = 500;
    private static final List<String> PLACEMENTS = List.of(
            "[{\"id\": \"homepage-hero\"}, {\"id\": \"homepage-grid\"}]",
            "[{\"id\": \"product-sidebar\"}]",
            "[{\"id\": \"cart-banner\"}]",
            "[{\"id\": \"email-main\"}, {\"id\": \"email-footer\"}]",
            "[{\"id\": \"app-home\"}]",
            "[{\"id\": \"call-agent\"}]");

    private ShippingBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        TestDatabase database = TestDatabase.start();
        try (MariaDbPoolDataSource source = database.pool(4)) {
            InMemoryProfiles profiles = new InMemoryProfiles();
            List<LedgerEntry> entries = decided(source, profiles, count);
            List<Long> customers = Owners.of(
                    profiles, entries.stream().map(LedgerEntry::customer).toList());
            List<LedgerEntry> bare = entries.stream()
                    .map(entry -> with(entry, Counted.on(entry.counted().day())))
                    .toList();
            double[] whole = new double[ROUNDS];
            double[] others = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                whole[round] = store(source, entries, customers);
                others[round] = store(source, bare, customers);
                System.out.printf(
                        "round %d: %,.0f decisions/s, %,.0f with nothing but their day%n",
                        round + 1, whole[round], others[round]);
            }
            Arrays.sort(whole);
            Arrays.sort(others);
            System.out.printf(
                    "median: %,.0f decisions/s, %,.0f with nothing but their day%n",
                    whole[ROUNDS / 2], others[ROUNDS / 2]);
        } finally {
            database.stop();
        }
    }

    private static LedgerEntry with(LedgerEntry entry, Counted counted) {
        return new LedgerEntry(
                entry.id(),
                entry.customer(),
                entry.release(),
                entry.channel(),
                entry.stage(),
                entry.answered(),
                entry.holds(),
                entry.retry(),
                entry.record(),
                counted);
    }

    /** Decisions a second, into empty tables. */
    private static double store(MariaDbPoolDataSource source, List<LedgerEntry> entries, List<Long> customers)
            throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of(
                    "decision",
                    "decision_offer",
                    "experiment_customer",
                    "offer_day",
                    "offer_trait_day",
                    "offer_reason_day",
                    "trait_set")) {
                statement.executeUpdate("truncate table " + table);
            }
        }
        JdbcLedger ledger = new JdbcLedger(source);
        long began = System.nanoTime();
        for (int from = 0; from < entries.size(); from += AT_ONCE) {
            int to = Math.min(entries.size(), from + AT_ONCE);
            ledger.store(entries.subList(from, to), customers.subList(from, to));
        }
        return entries.size() / ((System.nanoTime() - began) / 1e9);
    }

    /** Decided by the demo shop's rules, as a server does, and read back from its journal. */
    private static List<LedgerEntry> decided(MariaDbPoolDataSource source, InMemoryProfiles profiles, int count)
            throws Exception {
        Rulebook rulebook = Objects.requireNonNull(
                RulebookReader.read(RulebookFolder.read(Path.of("rules"), new Findings()), new Findings()));
        Decider decider = Decider.of(rulebook);
        Clock clock = Clock.systemUTC();
        DemoShop shop = new DemoShop(1, LocalDate.now(clock), CUSTOMERS);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) { // whoever is not there was erased
            statement.executeUpdate(
                    "insert into customer (customer_key, created, attributes) select seq, 0, '{}' from seq_1_to_"
                            + CUSTOMERS);
        }
        for (DemoCustomer customer : shop.customers().toList()) {
            profiles.change(rulebook, List.of(customer.change()));
            profiles.append(rulebook, customer.events());
        }
        Path folder = Files.createTempDirectory("shipping");
        List<LedgerEntry> entries = new ArrayList<>();
        try (Journal journal = Journal.open(folder, Journal.Sync.SYSTEM, 1_000_000_000, 1_000_000)) {
            LiveDecisions decisions = new LiveDecisions(
                    () -> decider,
                    profiles,
                    new StageRecorder(profiles),
                    new Brakes(new JpaBrakes(), folder, clock),
                    () -> LearnedRates.NONE,
                    new Reservations(new JdbcPast(source), clock, 100_000, () -> true),
                    new Ledger(journal, source, profiles, clock),
                    clock,
                    "benchmark");
            for (int i = 0; i < count; i++) {
                decisions.decide(request(shop, i));
            }
            new Shipper(
                            journal,
                            Map.of(
                                    Ledger.KIND,
                                    contents -> contents.forEach(bytes -> entries.add(EntryCodec.read(bytes)))),
                            e -> false,
                            new LaidAside(folder.resolve("aside")))
                    .ship();
        }
        return entries;
    }

    private static JsonNode request(DemoShop shop, int number) throws IOException {
        String id = shop.customer(1 + number % CUSTOMERS)
                .change()
                .identities()
                .get(0)
                .id();
        return Json.MAPPER.readTree("{\"customer\": [{\"namespace\": \"customer\", \"id\": \"" + id
                + "\"}], \"placements\": " + PLACEMENTS.get(number % PLACEMENTS.size()) + "}");
    }
}
