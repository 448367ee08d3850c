package org.opportune.lifetime;

/**
 * How customers buy until they stop, by the BG/NBD model (Fader, Hardie and Lee, <i>"Counting Your Customers" the Easy Way: An Alternative to the Pareto/NBD Model</i>, Marketing Science 24(2), 2005): each buys at
 * random at a rate of their own, which the gamma distribution (r, alpha) spreads over customers, and after each purchase stops for good with a probability of their own, which the beta distribution (a, b) spreads.
 *
 * @param r shape of the rates
 * @param alpha their scale, in the unit of time of the histories
 * @param a of the probabilities to stop
 * @param b of the probabilities to stop
 */
public record BgNbd(double r, double alpha, double a, double b) {
    private static final double EXACT = 1e-16;
    private static final double LARGE = 1e250;

    public BgNbd {
        for (double parameter : new double[] {r, alpha, a, b}) {
            if (!(parameter > 0 && parameter < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        parameter + " is no parameter of a BG/NBD model; each is more than 0.");
            }
        }
    }

    /** The probability that the customer has not stopped. It is 1 where nothing came after the first purchase, since the model has nobody stop at the first. */
    public double alive(History customer) {
        return customer.repeats() == 0 ? 1 : 1 / (1 + StrictMath.exp(logStopped(customer) - logAlive(customer)));
    }

    /** How many purchases are expected of a customer within a time from now on. */
    public double purchases(History customer, double horizon) {
        return alive(customer)
                * whileAlive(r + customer.repeats(), b + customer.repeats(), horizon / (alpha + customer.age()));
    }

    /** How many purchases, after the first, are expected of a new customer within a time. */
    public double purchases(double horizon) {
        return whileAlive(r, b, horizon / alpha);
    }

    /** Without what {@link BgNbdFit} says of all customers with as many purchases. */
    double logLikelihoodOfTimes(History customer) {
        double alive = logAlive(customer);
        if (customer.repeats() == 0) {
            return alive;
        }
        double stopped = logStopped(customer);
        return Math.max(alive, stopped) + StrictMath.log1p(StrictMath.exp(-Math.abs(alive - stopped)));
    }

    private double logAlive(History customer) {
        return -(r + customer.repeats()) * StrictMath.log(alpha + customer.age());
    }

    private double logStopped(History customer) {
        return StrictMath.log(a / (b + customer.repeats() - 1))
                - (r + customer.repeats()) * StrictMath.log(alpha + customer.last());
    }

    /**
     * The expected purchases of who is alive. Were nobody to stop, their number would have the negative binomial distribution; of that many, the first is made, and each further one by who did not stop at
     * those before. All terms of this sum are more than 0. The paper's form, with Gauss's hypergeometric function, is the same number, but takes large numbers from each other and has none where a is 1.
     *
     * @param shape of the rate, by what is known of the customer
     * @param stay the parameter b, by what is known of the customer
     * @param ahead the horizon, by the scale of the rate
     */
    private double whileAlive(double shape, double stay, double ahead) {
        if (!(ahead >= 0 && ahead < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A horizon is a time from 0 on.");
        }
        double z = ahead / (1 + ahead);
        double chance = 1; // of that many, by that of none
        double chances = 1;
        double made = 0; // of that many
        double going = 1; // the chance to make the next
        double sum = 0;
        double ratio;
        int many = 0;
        do {
            chance *= z * (shape + many) / (many + 1);
            made += going;
            going *= (stay + many) / (a + stay + many);
            many++;
            chances += chance;
            sum += chance * made;
            if (chance > LARGE) {
                chance /= LARGE;
                chances /= LARGE;
                sum /= LARGE;
            }
            ratio = z * Math.max(1, (shape + many) / (many + 1)) * (many + 1) / many; // of terms from here on, at most
        } while (ratio >= 1 || chance * made * ratio > EXACT * (1 - ratio) * sum);
        return sum / chances;
    }
}
