package org.opportune.statistics;

import java.util.List;
import org.hipparchus.special.Gamma;

/**
 * Whether customers were shared among arms as was declared. Where they were not, something loses customers of an arm, and no result of the experiment can be believed.
 *
 * @param shares of the arms, more than 0, which make 1 together
 */
public record SampleRatio(List<Double> shares) {
    private static final double ROUNDED = 1e-9;

    /** How many customers the prior counts for. Large, since a mismatch that matters is a small one. */
    private static final double CONCENTRATION = 10_000;

    public SampleRatio {
        shares = List.copyOf(shares);
        double sum = 0;
        for (double share : shares) {
            if (!(share > 0)) {
                throw new IllegalArgumentException("A share of " + share + "; an arm has more than 0.");
            }
            sum += share;
        }
        if (shares.size() < 2 || Math.abs(sum - 1) > ROUNDED) {
            throw new IllegalArgumentException(
                    "Shares of " + shares + "; there are two or more, and they make 1 together.");
        }
    }

    /**
     * The probability of counts that are as far from what is expected or farther, by Pearson's chi-square. It holds for one look that was planned; for a look a day take {@link #anyTime}.
     *
     * @param counts of customers, by arm
     */
    public double once(List<Long> counts) {
        double all = all(counts);
        if (all == 0) {
            return 1;
        }
        double statistic = 0;
        for (int arm = 0; arm < shares.size(); arm++) {
            double expected = all * shares.get(arm);
            double difference = counts.get(arm) - expected;
            statistic += difference * difference / expected;
        }
        return Gamma.regularizedGammaQ((shares.size() - 1) / 2.0, statistic / 2);
    }

    /**
     * A number of which the probability that it is ever less than u, were customers shared as declared, is at most u, however often one looks: the inverse of a Bayes factor (Lindon and Malek, <i>Anytime-Valid Inference
     * for Multinomial Count Data</i>, 2022; the prior is the declared shares with the weight of 10,000 customers). The least that was seen so far may be kept.
     *
     * @param counts of customers, by arm
     */
    public double anyTime(List<Long> counts) {
        all(counts);
        List<Double> prior = shares.stream().map(share -> share * CONCENTRATION).toList();
        return Math.min(1, StrictMath.exp(-logBayesFactor(counts, prior)));
    }

    /** How much more likely the counts are under shares of that Dirichlet distribution than under the declared ones. */
    double logBayesFactor(List<Long> counts, List<Double> prior) {
        double priors = 0;
        double all = 0;
        double factor = 0;
        for (int arm = 0; arm < shares.size(); arm++) {
            double weight = prior.get(arm);
            long count = counts.get(arm);
            priors += weight;
            all += count;
            factor += Gamma.logGamma(weight + count) - Gamma.logGamma(weight) - count * StrictMath.log(shares.get(arm));
        }
        return factor + Gamma.logGamma(priors) - Gamma.logGamma(priors + all);
    }

    private double all(List<Long> counts) {
        if (counts.size() != shares.size() || counts.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException(
                    "Counts of " + counts + " for shares of " + shares + "; there is one a share, from 0 on.");
        }
        return counts.stream().mapToDouble(Long::doubleValue).sum();
    }
}
