package org.opportune.learning;

import java.util.Collection;

/**
 * How many trials of its own a cell needs to count as much as its campaign: what cells have in common. It follows from how far their rates lie apart, by the method of moments (Kleinman, <i>Proportions with Extraneous Variance:
 * Single and Independent Samples</i>, 1973). That is one pass and always has an answer; the likelihood, which uses the data a little better, takes a search that may not end, a campaign a night.
 */
final class Strength {
    private static final double LEAST = 2;
    private static final double MOST = 1_000; // so that a cell with as many trials never counts for less than half

    private Strength() {}

    /**
     * Between 2 and 1,000.
     *
     * @param cells of one campaign, which have trials
     * @param unknown where the cells say nothing of it: one cell, one trial each, or no success
     */
    static double of(Collection<Tally> cells, double unknown) {
        Tally all = cells.stream().reduce(Tally.NONE, Tally::plus);
        double rate = all.rate();
        double apart = 0;
        double byChance = 0; // of what lies apart, were the cells' true rates the same
        double most = 0; // were each cell's true rate 0 or 1
        for (Tally cell : cells) {
            double weight = cell.trials() * (1 - cell.trials() / all.trials());
            apart += cell.trials() * (cell.rate() - rate) * (cell.rate() - rate);
            byChance += weight / cell.equal();
            most += weight;
        }
        double each = rate * (1 - rate);
        if (!(each > 0) || !(most - byChance > 1e-9 * most)) {
            return unknown;
        }
        double correlation = (apart / each - byChance) / (most - byChance);
        return correlation <= 1 / (MOST + 1) ? MOST : Math.max(LEAST, 1 / correlation - 1);
    }
}
