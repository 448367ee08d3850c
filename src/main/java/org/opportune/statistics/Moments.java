package org.opportune.statistics;

/**
 * What is left of observations: how many there were, their mean, and how they spread. It can be added to, one observation or many at a time (Welford, <i>Note on a Method for Calculating Corrected Sums of
 * Squares and Products</i>, 1962; Chan, Golub and LeVeque, <i>Updating Formulae and a Pairwise Algorithm for Computing Sample Variances</i>, 1979).
 *
 * @param squares the sum of the squared differences from the mean
 */
public record Moments(long count, double mean, double squares) {
    /** Of no observation. */
    public static final Moments NONE = new Moments(0, 0, 0);

    /** Of observations of which some are 1, the successes, and the others 0. */
    public static Moments of(long count, long successes) {
        if (successes < 0 || successes > count) {
            throw new IllegalArgumentException(successes + " successes of " + count + " cannot be.");
        }
        if (count == 0) {
            return NONE;
        }
        double mean = (double) successes / count;
        return new Moments(count, mean, successes * (1 - mean));
    }

    /** With one observation more. */
    public Moments plus(double observation) {
        long more = count + 1;
        double difference = observation - mean;
        double moved = mean + difference / more;
        return new Moments(more, moved, squares + difference * (observation - moved));
    }

    /** With others. */
    public Moments plus(Moments others) {
        if (count == 0 || others.count == 0) {
            return count == 0 ? others : this;
        }
        long both = count + others.count;
        double difference = others.mean - mean;
        double share = (double) others.count / both;
        return new Moments(
                both, mean + difference * share, squares + others.squares + difference * difference * share * count);
    }

    /** Without bias; 0 where there are fewer than two. */
    public double variance() {
        return count < 2 ? 0 : squares / (count - 1);
    }
}
