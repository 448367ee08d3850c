package org.opportune.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.opportune.decision.Decider;
import org.opportune.decision.DecisionRequest;
import org.opportune.decision.State;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.profile.Profile;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;

/**
 * What decisions lose while another rulebook is read and compiled in the same process: one thread decides without a pause, alone and beside the compiler, in
 * turns. Prints decisions a second and the 50th and 99th percentile of a decision's time; {@code docs/performance.md} says how to run it.
 */
public final class CompileBesideBenchmark {
    private static final int TURNS = 5;
    private static final long ALONE_NANOS = 5_000_000_000L;

    private final Decider decider;
    private final List<Profile> profiles;
    private final DecisionRequest request;
    private final Instant at;
    private int next;

    private CompileBesideBenchmark(Decider decider, List<Profile> profiles, DecisionRequest request, Instant at) {
        this.decider = decider;
        this.profiles = profiles;
        this.request = request;
        this.at = at;
    }

    public static void main(String[] arguments) {
        boolean rows = arguments.length == 0 || arguments[0].equals("rows");
        int rules = arguments.length < 2 ? rows ? 20_000 : 1_000 : Integer.parseInt(arguments[1]);
        RulebookFolder large = RulebookBenchmark.folder(rows, rules);
        Rulebook shop = read(RulebookFolder.read(Path.of("rules"), new Findings()));
        Instant at = LocalDate.of(2026, 3, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        CompileBesideBenchmark benchmark = new CompileBesideBenchmark(
                Decider.of(shop), DecisionsBenchmark.profiles(shop, 2_000), DecisionsBenchmark.request(at), at);
        long warm = System.nanoTime() + 4 * ALONE_NANOS;
        benchmark.run("warming up", () -> System.nanoTime() < warm);
        RulebookReader.compileInOneThread();
        double[] ratios = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            long end = System.nanoTime() + ALONE_NANOS;
            double alone = benchmark.run("alone", () -> System.nanoTime() < end);
            long began = System.nanoTime();
            CompletableFuture<Void> compiled =
                    CompletableFuture.runAsync(() -> read(large).close(), work -> new Thread(work, "compile").start());
            double beside = benchmark.run("beside", () -> !compiled.isDone());
            compiled.join();
            ratios[turn] = beside / alone;
            System.out.printf("compiled in %.1f s; ratio %.2f%n", (System.nanoTime() - began) / 1e9, ratios[turn]);
        }
        Arrays.sort(ratios);
        System.out.printf(
                "median ratio of decisions beside the compiler to decisions alone: %.2f%n", ratios[TURNS / 2]);
    }

    private static Rulebook read(RulebookFolder folder) {
        Findings findings = new Findings();
        Rulebook rulebook = RulebookReader.read(folder, findings);
        if (rulebook == null) {
            throw new IllegalStateException(findings.list().toString());
        }
        return rulebook;
    }

    /** Decisions a second of the clock. */
    private double run(String what, BooleanSupplier goesOn) {
        long[] times = new long[4_000_000];
        int count = 0;
        long began = System.nanoTime();
        for (long now = began; goesOn.getAsBoolean() && count < times.length; count++) {
            decider.decide(request, profiles.get(next++ % profiles.size()), at, State.NONE);
            long then = System.nanoTime();
            times[count] = then - now;
            now = then;
        }
        double rate = count / ((System.nanoTime() - began) / 1e9);
        Arrays.sort(times, 0, count);
        System.out.printf(
                "%-10s %,8.0f decisions/s, p50 %.0f \u00b5s, p99 %.0f \u00b5s%n",
                what, rate, times[count / 2] / 1e3, times[(int) (count * 0.99)] / 1e3);
        return rate;
    }
}
