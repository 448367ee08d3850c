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
import java.util.Set;
import org.opportune.decision.Decider;
import org.opportune.decision.Decision;
import org.opportune.decision.DecisionRequest;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.decision.State;
import org.opportune.demo.DemoShop;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.profile.Profile;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;

/**
 * How many whole decisions one core makes: snapshot, classification, eligibility and ranking for every customer of the demo shop, in memory, without
 * HTTP, as live decisions with a seed each. With {@code exploration} after the number of customers, in turns with and without {@code experiments.yaml}.
 * Prints each round and the median; {@code docs/performance.md} says how to run it.
 */
public final class DecisionsBenchmark {
    private static final int ROUNDS = 25;
    /** While the just-in-time compiler is at work. */
    private static final int COLD = 10;

    private static final int TURNS = 25;

    private DecisionsBenchmark() {}

    public static void main(String[] arguments) {
        int customers = arguments.length == 0 ? 4_000 : Integer.parseInt(arguments[0]);
        Findings findings = new Findings();
        RulebookFolder rules = RulebookFolder.read(Path.of("rules"), findings);
        Rulebook rulebook = read(rules, findings);
        List<Profile> profiles = profiles(rulebook, customers);
        Decider decider = Decider.of(rulebook);
        if (arguments.length < 2 || !arguments[1].equals("exploration")) {
            median("decisions", rates(List.of(decider), profiles, ROUNDS).get(0));
            return;
        }
        Decider certain = Decider.of(read(rules.without(Set.of("experiments.yaml")), findings));
        List<double[]> rates = rates(List.of(decider, certain), profiles, TURNS);
        median("decisions that may explore", rates.get(0));
        median("decisions that never do", rates.get(1));
    }

    private static Rulebook read(RulebookFolder rules, Findings findings) {
        Rulebook rulebook = RulebookReader.read(rules, findings);
        if (rulebook == null) {
            throw new IllegalStateException(findings.list().toString());
        }
        return rulebook;
    }

    /** Of each decider in each round. */
    private static List<double[]> rates(List<Decider> deciders, List<Profile> profiles, int rounds) {
        List<double[]> rates =
                deciders.stream().map(decider -> new double[rounds]).toList();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < deciders.size(); i++) {
                rates.get(i)[round] = rate(deciders.get(i), profiles);
                System.out.printf(
                        "round %d: %,.0f decisions/s of one core's time, %.1f µs each%n",
                        round + 1, rates.get(i)[round], 1e6 / rates.get(i)[round]);
            }
        }
        return rates;
    }

    private static double rate(Decider decider, List<Profile> profiles) {
        Instant at = LocalDate.of(2026, 3, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        DecisionRequest request = request(at);
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long offers = 0;
        long seed = 0;
        for (Profile profile : profiles) {
            Decision decision = decider.decide(request, profile, at, State.NONE, Holds.NONE, ++seed);
            offers += decision.ranking().values().stream().mapToInt(List::size).sum();
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e9;
        if (offers == 0) {
            throw new IllegalStateException("nothing was answered");
        }
        return profiles.size() / seconds;
    }

    private static void median(String what, double[] rates) {
        double[] warm = Arrays.copyOfRange(rates, COLD, rates.length);
        Arrays.sort(warm);
        System.out.printf("median of the last %d rounds: %,.0f %s/s%n", warm.length, warm[warm.length / 2], what);
    }

    static DecisionRequest request(Instant at) {
        return new DecisionRequest(
                List.of(), Map.of("homepage-hero", 1, "homepage-grid", 3), "site", "en", Map.of(), Mode.PREVIEW, at);
    }

    static List<Profile> profiles(Rulebook rulebook, int customers) {
        List<Profile> profiles = new ArrayList<>();
        new DemoShop(1, LocalDate.of(2026, 3, 1), customers).customers().forEach(customer -> {
            InMemoryProfiles store = new InMemoryProfiles(); // one for each, since it looks through all that it has
            store.change(rulebook, List.of(customer.change()));
            store.append(rulebook, customer.events());
            store.forEach(rulebook, profiles::add);
        });
        return profiles;
    }
}
