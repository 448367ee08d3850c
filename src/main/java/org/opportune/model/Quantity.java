package org.opportune.model;

/** The numbers that rules give candidates, none of which is below zero. */
public enum Quantity {
    /** What an acceptance is worth, in base currency; the bound is that of the catalogue. */
    VALUE("a value", 1e12),
    /** What the rest is multiplied by; the bound is that of the weights of the business. */
    FACTOR("a weight", 100),
    /** The probability that the offer is accepted when it is shown. */
    PROPENSITY("a propensity", 1);

    private final String what;
    private final double most;

    Quantity(String what, double most) {
        this.what = what;
        this.most = most;
    }

    /** As messages call it. */
    public String what() {
        return what;
    }

    public double most() {
        return most;
    }

    /** The nearest number that it can be; of what is no number, zero. */
    public double within(double number) {
        return Double.isNaN(number) ? 0 : Math.max(0.0, Math.min(most, number)) + 0.0;
    }
}
