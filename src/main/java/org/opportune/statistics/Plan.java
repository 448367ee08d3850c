package org.opportune.statistics;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * How many customers an experiment of two arms needs, and what it finds with as many as there are.
 *
 * @param alpha the probability to see a difference, in either direction, where there is none
 * @param power the probability to see the least difference that matters, where it is there
 * @param treatment the share of customers in treatment
 * @param looks when results are looked at
 */
public record Plan(double alpha, double power, double treatment, Looks looks) {
    private static final NormalDistribution NORMAL = new NormalDistribution();

    /** When results are looked at. */
    public enum Looks {
        /** Once, when all customers are in; a test of its own at that moment. */
        ONCE,
        /** At any time, by {@link ConfidenceSequence}, planned for that many; stopping early only finds more. It takes about twice the customers. */
        ANY_TIME
    }

    public Plan {
        boolean possible = alpha > 0 && alpha < 0.5 && power > alpha && power < 1 && treatment > 0 && treatment < 1;
        if (!possible) {
            throw new IllegalArgumentException(
                    "alpha = " + alpha + ", power = " + power + ", treatment = " + treatment
                            + ": alpha lies between 0 and 0.5, power between alpha and 1, the share of treatment between 0 and 1.");
        }
    }

    /**
     * What matters, by what can hide it.
     *
     * @param difference the least that matters
     * @param alike the deviation of a difference of so many customers, times the root of their number, where there is none
     * @param apart the same where there is that difference
     */
    private record Effect(double difference, double alike, double apart) {
        Effect {
            if (!(Math.abs(difference) > 0 && apart > 0)) {
                throw new IllegalArgumentException("A difference of " + difference
                        + " among observations whose deviation is " + apart + ": both must be something.");
            }
        }
    }

    /**
     * Customers of both arms together for two proportions, such as conversion rates (Fleiss, Levin and Paik, <i>Statistical Methods for Rates and Proportions</i>, 3rd edition, 2003, section 4.2, without
     * continuity correction).
     */
    public long forProportions(double control, double treated) {
        return customers(proportions(control, treated));
    }

    /**
     * Customers of both arms together for two means, such as value per customer (Chow, Shao and Wang, <i>Sample Size Calculations in Clinical Research</i>, 2nd edition, 2008, section 3.2).
     *
     * @param deviation the standard deviation of what is observed of one customer
     * @param difference the least that matters
     */
    public long forMeans(double deviation, double difference) {
        return customers(means(deviation, difference));
    }

    /** The power that so many customers of both arms together have for two proportions, whatever power was planned. */
    public double powerForProportions(long customers, double control, double treated) {
        return power(customers, proportions(control, treated));
    }

    /** The power that so many customers of both arms together have for two means, whatever power was planned. */
    public double powerForMeans(long customers, double deviation, double difference) {
        return power(customers, means(deviation, difference));
    }

    private Effect proportions(double control, double treated) {
        if (!(control >= 0 && control <= 1 && treated >= 0 && treated <= 1)) {
            throw new IllegalArgumentException(
                    "Proportions of " + control + " and " + treated + "; they lie between 0 and 1.");
        }
        double apart = StrictMath.sqrt(treated * (1 - treated) / treatment + control * (1 - control) / (1 - treatment));
        double mean = treated * treatment + control * (1 - treatment);
        double alike = StrictMath.sqrt(mean * (1 - mean) / (treatment * (1 - treatment)));
        return new Effect(treated - control, looks == Looks.ONCE ? alike : Math.max(alike, apart), apart);
    }

    private Effect means(double deviation, double difference) {
        double each = deviation / StrictMath.sqrt(treatment * (1 - treatment));
        return new Effect(difference, each, each);
    }

    private long customers(Effect effect) {
        double errors = critical() * effect.alike() + NORMAL.inverseCumulativeProbability(power) * effect.apart();
        return (long) Math.ceil(StrictMath.pow(errors / effect.difference(), 2));
    }

    private double power(long customers, Effect effect) {
        double errors = StrictMath.sqrt((double) customers) * Math.abs(effect.difference());
        return NORMAL.cumulativeProbability((errors - critical() * effect.alike()) / effect.apart());
    }

    private double critical() {
        return looks == Looks.ONCE
                ? NORMAL.inverseCumulativeProbability(1 - alpha / 2)
                : ConfidenceSequence.standardErrors(alpha);
    }
}
