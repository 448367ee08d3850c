package org.opportune.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.opportune.brakes.Paused;
import org.opportune.decision.DecisionRequest;
import org.opportune.demo.DemoShop;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.profile.Profile;
import org.opportune.releases.CurrentRulebook;
import org.opportune.releases.Swaps;
import org.opportune.releases.WarmUp;
import org.opportune.rulebook.Rulebook;

/**
 * What decisions notice of releases that are compiled by the program beside the server, loaded, tested, warmed up and swapped in: one thread decides at a fixed rate, without swaps and with
 * one every so many seconds, in turns. A decision's time counts from when it was to begin. {@code docs/performance.md} says how to run it.
 */
public final class SwapBenchmark {
    private static final int TURNS = 6;
    private static final double SECONDS = 30;
    private static final int CUSTOMERS = 1_000;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Instant NOW = DAY.atStartOfDay().toInstant(ZoneOffset.UTC);

    private final CurrentRulebook current;
    private final Swaps swapper;
    private final Path folder;
    private final DecisionRequest request = DecisionsBenchmark.request(NOW);
    private final int rate;
    private final int every;
    private List<Profile> customers = List.of();
    private int swaps;

    private SwapBenchmark(InMemoryProfiles profiles, Path folder, int rate, int every) {
        this.current = new CurrentRulebook(Clock.systemUTC(), new WarmUp(profiles, Clock.fixed(NOW, ZoneOffset.UTC)));
        this.swapper = new Swaps(current, Path.of("target/opportune-cli.jar"));
        this.folder = folder;
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
        benchmark.swapper.swap(folder);
        benchmark.fill(profiles);
        benchmark.turn("warming up", false);
        benchmark.turn("warming up", true);
        double[] ratios = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            double without = benchmark.turn("without", false);
            ratios[turn] = benchmark.turn("swaps", true) / without;
            System.out.printf("p99 during swaps is %.2f times that without%n", ratios[turn]);
        }
        Arrays.sort(ratios);
        System.out.printf("median of %d turns: %.2f%n", TURNS, (ratios[TURNS / 2 - 1] + ratios[TURNS / 2]) / 2);
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
    private double turn(String what, boolean isSwapped) throws InterruptedException {
        AtomicBoolean isOver = new AtomicBoolean();
        int before = swaps;
        Thread publisher = new Thread(() -> {
            long due = System.nanoTime();
            while (isSwapped && !isOver.get()) {
                if (System.nanoTime() >= due) {
                    swap();
                    due += every * 1_000_000_000L;
                } else {
                    LockSupport.parkNanos(10_000_000);
                }
            }
        });
        publisher.start();
        double[] times = decide();
        isOver.set(true);
        publisher.join();
        Arrays.sort(times);
        double p99 = times[(int) (times.length * 0.99)];
        System.out.printf(
                "%-10s %d decisions/s, %d swaps: p50 %.0f \u00b5s, p99 %.0f \u00b5s, p99.9 %.0f \u00b5s%n",
                what, rate, swaps - before, times[times.length / 2], p99, times[(int) (times.length * 0.999)]);
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
            current.get().decide(request, customers.get(i % customers.size()), NOW, Paused.NOTHING);
            times[i] = (System.nanoTime() - due) / 1e3;
        }
        return times;
    }

    /** One release after the other, each with another name and the same rules. */
    private void swap() {
        Path words = folder.resolve("rulebook.yaml");
        try {
            String text = Files.readString(words);
            swaps++;
            Files.writeString(words, text.replaceFirst("(?m)^name: .*$", "name: Shop " + swaps));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        swapper.swap(folder);
    }
}
