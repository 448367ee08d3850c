package org.opportune.statistics;

/** An interval for a share of which so many trials were observed. */
public final class Proportion {
    private static final double Z = 1.959963984540054; // of the normal distribution, for 95 in 100

    private Proportion() {}

    /**
     * In which the share is in 95 of 100 cases, by Wilson's score method without correction for continuity (E. B. Wilson 1927; R. G. Newcombe 1998, method 3).
     *
     * @param trials at least one
     */
    public static Interval of(long successes, long trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " of " + trials + " is no share");
        }
        double share = (double) successes / trials;
        double middle = 2 * successes + Z * Z;
        double reach = Z * Math.sqrt(Z * Z + 4 * successes * (1 - share));
        double whole = 2 * (trials + Z * Z);
        return new Interval(
                share,
                successes == 0 ? 0 : (middle - reach) / whole,
                successes == trials ? 1 : (middle + reach) / whole);
    }
}
