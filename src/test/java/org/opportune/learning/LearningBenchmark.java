package org.opportune.learning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** Regret over time, as the average of many shops; {@code docs/learning.md} has what it prints. The number of shops may be said. */
public final class LearningBenchmark {
    private static final Simulation SHOP = new Simulation(0.05);
    private static final Simulation CURIOUS = new Simulation(0.2);

    private LearningBenchmark() {}

    public static void main(String[] arguments) {
        int shops = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
        System.out.println("Customers stay as they are:");
        print(shops, seed -> List.of(SHOP.world(seed)));
        System.out.println("Customers change after half of the time:");
        print(shops, seed -> List.of(SHOP.world(seed), SHOP.world(-1 - seed)));
    }

    private interface Worlds {
        List<World> of(long seed);
    }

    private static void print(int shops, Worlds worlds) {
        row("one prior for all", shops, worlds, (truth, seed) -> SHOP.byPrior(truth));
        row("the best fixed ranking, as it was at first", shops, worlds, (truth, seed) -> SHOP.byBestRanking(truth));
        for (int days : new int[] {30, 90}) {
            Duration halfLife = Duration.ofDays(days);
            row(
                    "learned, half-life " + days + " days, explores in 1 of 20",
                    shops,
                    worlds,
                    (truth, seed) -> SHOP.byLearning(truth, halfLife, seed));
            row(
                    "learned, half-life " + days + " days, explores in 1 of 5",
                    shops,
                    worlds,
                    (truth, seed) -> CURIOUS.byLearning(truth, halfLife, seed));
        }
    }

    private static void row(String name, int shops, Worlds worlds, BiFunction<List<World>, Long, List<Double>> way) {
        System.out.printf("| %s |", name);
        average(shops, seed -> way.apply(worlds.of(seed), seed))
                .forEach(share -> System.out.printf(Locale.ROOT, " %.1f |", 100 * share));
        System.out.println();
    }

    interface Run {
        List<Double> of(long seed);
    }

    static List<Double> average(int shops, Run run) {
        List<Double> sums = new ArrayList<>();
        for (long seed = 0; seed < shops; seed++) {
            List<Double> shares = run.of(seed);
            for (int period = 0; period < shares.size(); period++) {
                double share = shares.get(period) / shops;
                if (seed == 0) {
                    sums.add(share);
                } else {
                    sums.set(period, sums.get(period) + share);
                }
            }
        }
        return sums;
    }
}
