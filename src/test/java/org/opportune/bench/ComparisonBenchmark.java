package org.opportune.bench;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.opportune.comparison.Comparison;
import org.opportune.comparison.ComparisonRun;
import org.opportune.decision.Decider;
import org.opportune.demo.DemoCustomer;
import org.opportune.demo.DemoShop;
import org.opportune.intake.RulebookFolder;
import org.opportune.it.TestDatabase;
import org.opportune.kernel.Findings;
import org.opportune.learning.LearnedRates;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.profile.JdbcProfiles;
import org.opportune.profile.Profiles.Selection;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;

/**
 * How many customers of a MariaDB are compared a second, under a changed window, a changed definition and a changed rule, and how many in memory are made ready for a
 * changed definition. {@code docs/performance.md} says how to run it.
 */
public final class ComparisonBenchmark {
    private static final int ROUNDS = 7;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Instant NOW = DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final int AT_ONCE = 500;
    private static final String WORDS = "vocabulary.yaml";

    private ComparisonBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int customers = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        TestDatabase database = TestDatabase.start();
        ExecutorService helpers =
                Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        try (MariaDbPoolDataSource source = new MariaDbPoolDataSource(
                database.url() + "?maxPoolSize=4&user=" + database.user() + "&password=" + database.password())) {
            Flyway.configure().dataSource(source).load().migrate();
            JdbcProfiles profiles = new JdbcProfiles(source, customers, CLOCK, List.of());
            Rulebook live = rulebook(WORDS, "", "");
            fill(profiles, live, customers);
            Rulebook window =
                    rulebook(WORDS, "orders60d: {count: order, window: 60d", "orders60d: {count: order, window: 45d");
            Rulebook definition = rulebook(WORDS, "amount: {atLeast: 250}", "amount: {atLeast: 200}");
            compare("a changed window", profiles, live, window, helpers);
            compare("a changed definition", profiles, live, definition, helpers);
            Rulebook rules =
                    rulebook("classification/lifecycle.drl", "daysSinceLastOrder > 90)", "daysSinceLastOrder > 80)");
            compare("a changed rule of stages", profiles, live, rules, helpers);
            prepare(profiles, live, definition, customers);
        } finally {
            helpers.shutdown();
            database.stop();
        }
    }

    private static Rulebook rulebook(String changed, String from, String to) {
        Findings findings = Findings.ofRulebook();
        RulebookFolder folder = RulebookFolder.read(Path.of("rules"), findings);
        TreeMap<String, byte[]> files = new TreeMap<>();
        folder.paths().forEach(path -> files.put(path, folder.bytes(path)));
        String text = folder.text(changed).replace(from, to);
        files.put(changed, text.getBytes(StandardCharsets.UTF_8));
        return Objects.requireNonNull(RulebookReader.read(new RulebookFolder(files), findings), () -> findings.list()
                .toString());
    }

    private static void fill(JdbcProfiles profiles, Rulebook rulebook, int customers) {
        DemoShop shop = new DemoShop(1, DAY, customers);
        int events = 0;
        for (int from = 1; from <= customers; from += AT_ONCE) {
            List<Event> happened = new ArrayList<>();
            List<CustomerChange> changes = new ArrayList<>();
            for (int number = from; number < Math.min(from + AT_ONCE, customers + 1); number++) {
                DemoCustomer customer = shop.customer(number);
                happened.addAll(customer.events());
                changes.add(customer.change());
            }
            profiles.append(rulebook, happened);
            profiles.change(rulebook, changes);
            events += happened.size();
        }
        System.out.printf("%,d customers with %,d events%n", customers, events);
    }

    private static void compare(
            String what, JdbcProfiles profiles, Rulebook live, Rulebook other, ExecutorService helpers) {
        for (int round = 1; round <= ROUNDS; round++) {
            ComparisonRun run =
                    new ComparisonRun(Decider.of(live), Decider.of(other), LearnedRates.NONE, Selection.ALL, CLOCK);
            long began = System.nanoTime();
            long processor = processor();
            run.run(profiles, helpers);
            double seconds = (System.nanoTime() - began) / 1e9;
            Comparison found = run.look();
            System.out.printf(
                    "%s, round %d: %s, %,.0f customers/s, %,.0f a second of the JVM's processor time, %,d change%n",
                    what,
                    round,
                    found.state(),
                    found.done() / seconds,
                    found.done() / ((processor() - processor) / 1e9),
                    found.changed());
        }
    }

    private static void prepare(JdbcProfiles profiles, Rulebook live, Rulebook other, int customers) {
        DemoShop shop = new DemoShop(1, DAY, customers);
        for (int number = 1; number <= customers; number++) {
            List<Identity> names = shop.customer(number).change().identities();
            profiles.find(live, names);
        }
        long began = System.nanoTime();
        profiles.prepare(other, (done, of) -> {});
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "backfill: %,d customers in memory in %.1f s, %,.0f customers/s%n",
                profiles.some(other, customers).size(), seconds, customers / seconds);
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
