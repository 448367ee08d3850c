package org.opportune.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.opportune.decision.DecisionRequest;
import org.opportune.decision.State;
import org.opportune.demo.DemoShop;
import org.opportune.intake.RulebookFolder;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.profile.Profile;
import org.opportune.releases.CurrentRulebook;
import org.opportune.releases.Swaps;
import org.opportune.releases.WarmUp;
import org.opportune.rulebook.Rulebook;

/**
 * What decisions notice of what happens to releases beside them: one thread decides at a fixed rate, in turns while nothing else happens, while a release
 * that was checked is loaded, tested, warmed up and swapped in every so many seconds, and while drafts are checked and compiled one after the other. A
 * decision's time counts from when it was to begin. {@code docs/performance.md} says how to run it.
 */
public final class SwapBenchmark {
    private static final int TURNS = 5;
    private static final double SECONDS = 30;
    private static final String SCORES = "classification/scores.drl";
    private static final int CUSTOMERS = 1_000;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Instant NOW = DAY.atStartOfDay().toInstant(ZoneOffset.UTC);

    private final CurrentRulebook current;
    private final Swaps swapper;
    private final Path folder;
    private final String scores;
    private final DecisionRequest request = DecisionsBenchmark.request(NOW);
    private final int rate;
    private final int every;
    private List<Profile> customers = List.of();
    private int releases;

    private SwapBenchmark(InMemoryProfiles profiles, Path folder, int rate, int every) throws IOException {
        this.current = new CurrentRulebook(Clock.systemUTC(), new WarmUp(profiles, Clock.fixed(NOW, ZoneOffset.UTC)));
        this.swapper = new Swaps(current, Path.of("target/opportune-cli.jar"));
        this.folder = folder;
        this.scores = Files.readString(folder.resolve(SCORES));
        this.rate = rate;
        this.every = every;
    }

    public static void main(String[] arguments) throws Exception {
        int rate = arguments.length == 0 ? 500 : Integer.parseInt(arguments[0]);
        int every = arguments.length < 2 ? 10 : Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("swap");
        copy(Path.of("rules"), folder);
        InMemoryProfiles profiles = new InMemoryProfiles();
        SwapBenchmark benchmark = new SwapBenchmark(profiles, folder, rate, every);
        benchmark.swapper.swap(benchmark.swapper.check(folder));
        benchmark.fill(profiles);
        for (Beside beside : Beside.values()) {
            benchmark.turn("warming up", beside);
        }
        Map<Beside, List<Double>> ratios = new EnumMap<>(Beside.class);
        for (int turn = 0; turn < TURNS; turn++) {
            double without = benchmark.turn("nothing", Beside.NOTHING);
            for (Beside beside : List.of(Beside.SWAPS, Beside.CHECKS)) {
                double ratio = benchmark.turn(beside.name().toLowerCase(Locale.ROOT), beside) / without;
                ratios.computeIfAbsent(beside, none -> new ArrayList<>()).add(ratio);
            }
        }
        ratios.forEach((beside, all) -> {
            all.sort(null);
            System.out.printf(
                    "%s: p99 is %.2f times that without, median of %d turns (%.2f to %.2f)%n",
                    beside.name().toLowerCase(Locale.ROOT), all.get(TURNS / 2), TURNS, all.get(0), all.get(TURNS - 1));
        });
    }

    /** What happens meanwhile. */
    private enum Beside {
        NOTHING,
        SWAPS,
        CHECKS
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private void fill(InMemoryProfiles profiles) {
        Rulebook rulebook = current.get().rulebook();
        new DemoShop(1, DAY, CUSTOMERS).customers().forEach(customer -> {
            profiles.change(rulebook, List.of(customer.change()));
            profiles.append(rulebook, customer.events());
        });
        customers = profiles.some(rulebook, CUSTOMERS);
    }

    /** The 99th percentile. */
    private double turn(String what, Beside beside) throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        Deque<RulebookFolder> checked = new ArrayDeque<>();
        for (double at = 0; beside == Beside.SWAPS && at < SECONDS; at += every) {
            checked.add(next());
        }
        int[] done = {0};
        Thread other = new Thread(() -> {
            long due = System.nanoTime();
            while (beside != Beside.NOTHING && !isOver.get()) {
                if (beside == Beside.CHECKS) {
                    next();
                    done[0]++;
                } else if (System.nanoTime() >= due && !checked.isEmpty()) {
                    swapper.swap(checked.remove());
                    done[0]++;
                    due += every * 1_000_000_000L;
                } else {
                    LockSupport.parkNanos(10_000_000);
                }
            }
        });
        other.start();
        double[] times = decide();
        isOver.set(true);
        other.join();
        Arrays.sort(times);
        double p99 = times[(int) (times.length * 0.99)];
        System.out.printf(
                "%-10s %d decisions/s, %d %s: p50 %.0f \u00b5s, p99 %.0f \u00b5s, p99.9 %.0f \u00b5s%n",
                what,
                rate,
                done[0],
                beside.name().toLowerCase(Locale.ROOT),
                times[times.length / 2],
                p99,
                times[(int) (times.length * 0.999)]);
        return p99;
    }

    private double[] decide() {
        double[] times = new double[(int) (rate * SECONDS)];
        long began = System.nanoTime();
        for (int i = 0; i < times.length; i++) {
            long due = began + (long) (i * 1e9 / rate);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            current.get().decide(request, customers.get(i % customers.size()), NOW, State.NONE);
            times[i] = (System.nanoTime() - due) / 1e3;
        }
        return times;
    }

    /** Each with one rule that the one before had otherwise. */
    private RulebookFolder next() {
        releases++;
        String rule = """

                rule "Lead: ordered, release by release"
                when
                    Customer(orders7d >= %d)
                then
                    classify.score("leadScore", 1, "Ordered more than %d times");
                end
                """.formatted(1_000 + releases, 999 + releases);
        try {
            Files.writeString(folder.resolve(SCORES), scores + rule);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return swapper.check(folder);
    }
}
