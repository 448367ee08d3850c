package org.opportune.arbitration;

/** How probable it is that a decision takes what is best, or draws, given what it has chosen so far. */
final class Odds {
    private double best;
    private double drawn;

    Odds(double share) {
        this.best = 1 - share;
        this.drawn = share;
    }

    /**
     * The probability of one more choice.
     *
     * @param isBest whether a decision that takes what is best chooses it
     * @param probability with which one that draws chooses it
     */
    double choose(boolean isBest, double probability) {
        double byBest = isBest ? best : 0;
        double byDraw = drawn * probability;
        double chosen = byBest + byDraw;
        best = chosen == 0 ? 0 : byBest / chosen;
        drawn = chosen == 0 ? 0 : byDraw / chosen; // after what cannot be, nothing can
        return chosen;
    }
}
