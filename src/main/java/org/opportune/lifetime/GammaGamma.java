package org.opportune.lifetime;

/**
 * What purchases are worth, by the gamma-gamma model (Fader and Hardie, <i>The Gamma-Gamma Model of Monetary Value</i>, 2013): each is worth something at random around an average of the customer's own, and these averages are
 * spread over customers; what a purchase is worth says nothing of how often there is one.
 *
 * @param p shape of what one customer's purchases are worth
 * @param q shape of the spread over customers; more than 1, else the average of all has no end
 * @param gamma scale of that spread, in the currency of the purchases
 */
public record GammaGamma(double p, double q, double gamma) {
    public GammaGamma {
        boolean possible = p > 0 && q > 1 && gamma > 0;
        if (!possible || p + q + gamma == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("p = " + p + ", q = " + q + ", gamma = " + gamma
                    + " are no parameters of a gamma-gamma model: p and gamma are more than 0, q is more than 1.");
        }
    }

    /** What a purchase of a customer is worth on average, all customers taken together. */
    public double average() {
        return gamma * p / (q - 1);
    }

    /** What a purchase of that customer is worth on average: between what theirs were and the average of all, the nearer to theirs the more there were. */
    public double average(Spend customer) {
        double purchases = customer.purchases();
        return p * (gamma + purchases * customer.average()) / (p * purchases + q - 1);
    }
}
