package org.opportune.learning;

/**
 * What is known of the probability of a success: a beta distribution.
 *
 * @param alpha as if so many had been successes
 * @param beta as if so many had been none
 */
public record Rate(double alpha, double beta) {
    static Rate of(double mean, double weight) {
        return new Rate(mean * weight, (1 - mean) * weight);
    }

    /** The probability, as best it is known. */
    public double mean() {
        return alpha / (alpha + beta);
    }

    /** How many trials it rests on, what it was given from others among them. */
    public double weight() {
        return alpha + beta;
    }

    Rate with(Tally tally) {
        return new Rate(alpha + tally.successes(), beta + tally.trials() - tally.successes());
    }
}
