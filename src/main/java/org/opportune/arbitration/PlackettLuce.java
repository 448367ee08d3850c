package org.opportune.arbitration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Rankings that are drawn: the first by chance in proportion to its weight, the next in proportion among those that are left, and so on (Luce, <i>Individual Choice Behavior</i>, 1959; Plackett, <i>The Analysis
 * of Permutations</i>, 1975). The weight is the score to the power of 1 / temperature, which is the softmax of logarithms of scores: only ratios of scores count, so that neither a currency nor a prior
 * changes a draw, and at temperature 1 a score is a weight. What has a score of 0 comes after all others, in the order in which it stands.
 */
record PlackettLuce(double temperature) {
    private record Drawn(Weighed weighed, double key) {}

    double logWeight(Ranked ranked) {
        return StrictMath.log(ranked.score()) / temperature;
    }

    /**
     * Draws a whole ranking at once: the order of logarithms of weights, each with noise of Gumbel's distribution, is such a draw (Yellott, 1977).
     *
     * @param chance numbers between 0 and 1, without both
     */
    static List<Weighed> draw(List<Weighed> bestFirst, DoubleSupplier chance) {
        List<Drawn> drawn = new ArrayList<>(bestFirst.size());
        for (Weighed weighed : bestFirst) {
            double noise = -StrictMath.log(-StrictMath.log(chance.getAsDouble()));
            drawn.add(new Drawn(weighed, weighed.logWeight() + noise));
        }
        drawn.sort(Comparator.comparingDouble(Drawn::key).reversed());
        return drawn.stream().map(Drawn::weighed).toList();
    }

    /** With which probability that one is drawn of those, best first, which have it. */
    static double probability(Weighed one, List<Weighed> bestFirst) {
        double most = bestFirst.get(0).logWeight();
        if (most == Double.NEGATIVE_INFINITY) {
            return one.equals(bestFirst.get(0)) ? 1 : 0;
        }
        double all = 0;
        for (Weighed each : bestFirst) {
            all += StrictMath.exp(each.logWeight() - most); // of the best 1, so that nothing overflows
        }
        return StrictMath.exp(one.logWeight() - most) / all;
    }
}
