package org.opportune.lifetime;

/**
 * What a customer is expected to bring from now on.
 *
 * @param alive the probability that they still are a customer
 * @param purchases how many purchases are expected within the horizon
 * @param average what each is expected to be worth
 * @param value what all are expected to be worth today
 */
public record LifetimeValue(double alive, double purchases, double average, double value) {
    /**
     * How far to look, and what later money is worth.
     *
     * @param periods how many
     * @param length of one, in the histories' unit of time
     * @param discount by which money is worth less for each period that it comes later; 0.01 for one in a hundred
     */
    public record Horizon(int periods, double length, double discount) {
        public Horizon {
            if (periods < 1 || !(length > 0) || !(discount >= 0)) {
                throw new IllegalArgumentException(periods + " periods of " + length + " at " + discount
                        + ": a horizon has at least one period, which takes some time, at a discount from 0 on.");
            }
        }
    }

    /** By both models. A purchase counts at the end of its period (Fader, Hardie and Lee, <i>RFM and CLV: Using Iso-Value Curves for Customer Base Analysis</i>, 2005, with years or weeks as periods). */
    public static LifetimeValue of(BgNbd buying, GammaGamma spending, History history, Spend spend, Horizon horizon) {
        double average = spending.average(spend);
        double until = 0;
        double today = 0;
        double factor = 1;
        for (int period = 1; period <= horizon.periods(); period++) {
            double purchases = buying.purchases(history, period * horizon.length());
            factor /= 1 + horizon.discount();
            today += (purchases - until) * factor;
            until = purchases;
        }
        return new LifetimeValue(buying.alive(history), until, average, today * average);
    }
}
