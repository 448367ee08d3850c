package org.opportune.learning;

/**
 * Trials that count the less the longer ago they were.
 *
 * @param trials their weights together
 * @param successes the weights of those that were successes
 * @param squares the squared weights of the trials together
 */
record Tally(double trials, double successes, double squares) {
    static final Tally NONE = new Tally(0, 0, 0);

    static Tally of(Observed observed, double weight) {
        return new Tally(
                observed.trials() * weight, observed.successes() * weight, observed.trials() * weight * weight);
    }

    Tally plus(Tally other) {
        return new Tally(trials + other.trials, successes + other.successes, squares + other.squares);
    }

    double rate() {
        return successes / trials;
    }

    /** How many trials of equal weight say as much of the rate (Kish, <i>Survey Sampling</i>, 1965). */
    double equal() {
        return trials * trials / squares;
    }
}
