package org.opportune.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.opportune.brakes.Paused;
import org.opportune.decision.Decider;
import org.opportune.decision.DecisionRequest;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.demo.DemoShop;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.profile.Profile;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;

/**
 * How many whole decisions one core makes: snapshot, classification, eligibility and ranking for every customer of the demo shop, in memory, without
 * HTTP. Prints each round and the median; {@code docs/performance.md} says how to run it.
 */
public final class DecisionsBenchmark {
    private static final int ROUNDS = 7;

    private DecisionsBenchmark() {}

    public static void main(String[] arguments) {
        int customers = arguments.length == 0 ? 4_000 : Integer.parseInt(arguments[0]);
        Findings findings = new Findings();
        Rulebook rulebook = RulebookReader.read(RulebookFolder.read(Path.of("rules"), findings), findings);
        if (rulebook == null) {
            throw new IllegalStateException(findings.list().toString());
        }
        Instant at = LocalDate.of(2026, 3, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        List<Profile> profiles = profiles(rulebook, customers);
        Decider decider = Decider.of(rulebook);
        DecisionRequest request = request(at);
        double[] rates = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long offers = 0;
            for (Profile profile : profiles) {
                offers += decider.decide(request, profile, at, Paused.NOTHING).ranking().values().stream()
                        .mapToInt(List::size)
                        .sum();
            }
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e9;
            rates[round] = profiles.size() / seconds;
            System.out.printf(
                    "round %d: %,.0f decisions/s of one core's time, %.1f µs each, %,d offers%n",
                    round + 1, rates[round], 1e6 / rates[round], offers);
        }
        double[] warm = Arrays.copyOfRange(rates, 2, ROUNDS);
        Arrays.sort(warm);
        System.out.printf("median of the last %d rounds: %,.0f decisions/s%n", warm.length, warm[warm.length / 2]);
    }

    static DecisionRequest request(Instant at) {
        return new DecisionRequest(
                List.of(), Map.of("homepage-hero", 1, "homepage-grid", 3), "site", "en", Map.of(), Mode.PREVIEW, at);
    }

    static List<Profile> profiles(Rulebook rulebook, int customers) {
        InMemoryProfiles store = new InMemoryProfiles();
        fill(store, rulebook, customers);
        List<Profile> profiles = new ArrayList<>();
        store.forEach(rulebook, profiles::add);
        return profiles;
    }

    private static void fill(InMemoryProfiles store, Rulebook rulebook, int customers) {
        DemoShop shop = new DemoShop(1, LocalDate.of(2026, 3, 1), customers);
        shop.customers().forEach(customer -> {
            store.change(rulebook, List.of(customer.change()));
            store.append(rulebook, customer.events());
        });
    }
}
