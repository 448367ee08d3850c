package org.opportune.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learns rates by empirical Bayes: what the cells of a campaign have in common is the prior of each, as if it had been seen in so many trials, and a cell's own trials are added to it (Robbins, <i>An Empirical Bayes Approach to
 * Statistics</i>, 1956; Casella, <i>An Introduction to Empirical Bayes Data Analysis</i>, 1985). Everything is learned anew each time, from the same observations the same table, in whatever order they come.
 *
 * @param halfLife after which a trial counts for half
 * @param prior the rate of a campaign of which nothing is known
 * @param weight how many trials that prior counts for
 */
public record Learner(Duration halfLife, double prior, double weight) {
    private static final Comparator<Observed> ORDER =
            Comparator.comparing(Observed::at).thenComparing(Observed::trials).thenComparing(Observed::successes);

    private static final double FORGOTTEN =
            50; // half-lives: a trial counts for less than 1e-15 then, and squares of weights stay numbers

    public Learner {
        boolean possible = prior > 0 && prior < 1 && weight > 0 && weight < Double.POSITIVE_INFINITY;
        if (!possible || halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("half-life " + halfLife + ", prior " + prior + ", weight " + weight
                    + ": half-life and weight are more than 0, the prior lies between 0 and 1.");
        }
    }

    /**
     * The table as of an instant; what was shown later does not count.
     *
     * @param campaigns of the offers, by the offer; an offer without one is not learned
     */
    public LearnedRates learn(long number, Instant at, Collection<Observed> observed, Map<String, String> campaigns) {
        SortedMap<String, SortedMap<Cell, Tally>> tallies = new TreeMap<>();
        for (Observed each : ordered(observed)) {
            String campaign = campaigns.get(each.cell().offer());
            double halfLives = days(Duration.between(each.at(), at)) / days(halfLife);
            if (campaign != null && each.trials() > 0 && halfLives >= 0 && halfLives < FORGOTTEN) {
                Tally tally = Tally.of(each, StrictMath.pow(0.5, halfLives));
                tallies.computeIfAbsent(campaign, key -> new TreeMap<>()).merge(each.cell(), tally, Tally::plus);
            }
        }
        SortedMap<Cell, Rate> cells = new TreeMap<>();
        SortedMap<String, Rate> common = new TreeMap<>();
        tallies.forEach((campaign, tally) -> {
            Rate shared = shared(tally.values());
            common.put(campaign, shared);
            tally.forEach((cell, own) -> cells.put(cell, shared.with(own)));
        });
        return new LearnedRates(number, at, cells, common);
    }

    private Rate shared(Collection<Tally> cells) {
        double mean = Rate.of(prior, weight)
                .with(cells.stream().reduce(Tally.NONE, Tally::plus))
                .mean();
        return Rate.of(mean, Strength.of(cells, weight));
    }

    private static List<Observed> ordered(Collection<Observed> observed) {
        return observed.stream().sorted(ORDER).toList(); // since the sum of doubles follows their order
    }

    private static double days(Duration duration) {
        return duration.toMillis() / 86_400_000.0;
    }
}
