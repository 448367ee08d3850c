package org.opportune.statistics;

/**
 * Intervals that may be looked at whenever one likes, as often as one likes: with probability 1 - alpha the truth lies in all of them. It is the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and
 * Ramdas, <i>Time-Uniform Central Limit Theory and Asymptotic Confidence Sequences</i> (Annals of Statistics 52(6), 2024), theorem 2.2; as everything that rests on the central limit theorem it takes enough observations, and
 * they must be independent: one of a customer, once what is observed of them is final.
 */
public final class ConfidenceSequence {
    private final double alpha;
    private final double tuning;

    /**
     * A sequence.
     *
     * @param alpha the probability that any of the intervals ever is wrong, between 0 and 1/2
     * @param planned the number of observations, of both arms together, at which intervals are narrowest in proportion; the sample size that was planned. They hold at any number
     */
    public ConfidenceSequence(double alpha, long planned) {
        if (planned < 1) {
            throw new IllegalArgumentException("A plan of " + planned + " observations; it takes at least one.");
        }
        this.alpha = alpha;
        this.tuning = best(alpha) / planned;
    }

    /** Of a mean. Without bounds until observations differ, since nothing says yet how much they do; where few are not 0, it takes some tens of these. */
    public Interval mean(Moments observed) {
        return Interval.around(observed.mean(), distance(observed.variance() / observed.count(), observed.count()));
    }

    /**
     * Of the mean of treatment, less that of control, of customers who are assigned at random: the same paper's section 3, with the arms' means as what is expected of everybody. Without bounds until observations
     * differ. An arm in which few have converted yet looks more certain than it is, so that its deviation counts as no less than that of all.
     */
    public Interval difference(Moments treatment, Moments control) {
        double error = treatment.variance() / treatment.count() + control.variance() / control.count();
        double alike = treatment.plus(control).variance() * (1.0 / treatment.count() + 1.0 / control.count());
        return Interval.around(
                treatment.mean() - control.mean(),
                alike > 0
                        ? distance(Math.max(error, alike), treatment.count() + control.count())
                        : Double.POSITIVE_INFINITY);
    }

    private double distance(double squaredError, long count) {
        double grown = count * tuning;
        return squaredError > 0
                ? StrictMath.sqrt(squaredError * (grown + 1) / grown * logarithm(grown, alpha))
                : Double.POSITIVE_INFINITY;
    }

    /** By how many standard errors an interval extends at the planned number of observations. */
    static double standardErrors(double alpha) {
        return StrictMath.sqrt(best(alpha) + 1); // what distance() comes to, since best() solves x = logarithm(x)
    }

    /** The square of rho times the planned number, which makes distances least there: what the paper's approximation of rho is the first step to, by repetition, which gains a digit a step. */
    private static double best(double alpha) {
        if (!(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("An alpha of " + alpha + "; it lies between 0 and 0.5.");
        }
        double best = 0;
        double before;
        do {
            before = best;
            best = logarithm(best, alpha);
        } while (Math.abs(best - before) > 1e-12 * best);
        return best;
    }

    private static double logarithm(double grown, double alpha) {
        return StrictMath.log((grown + 1) / (alpha * alpha));
    }
}
