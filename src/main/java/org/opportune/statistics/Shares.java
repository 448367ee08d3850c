package org.opportune.statistics;

/** How sure a share of answers is: intervals that hold the truth in 95 of 100 cases, and do so for few answers too. */
public final class Shares {
    private static final double Z = 1.959963984540054;
    private static final double ADDED = 3;

    private Shares() {}

    /** A share of all, by the score interval (Wilson, <i>Probable Inference, the Law of Succession, and Statistical Inference</i>, 1927). */
    public static Interval share(long some, long all) {
        requireAmong(some, all);
        double share = (double) some / all;
        double more = Z * Z / all;
        double middle = (share + more / 2) / (1 + more);
        double distance = StrictMath.sqrt(share * (1 - share) * more + more * more / 4) / (1 + more);
        return new Interval(share, Math.max(0, middle - distance), Math.min(1, middle + distance));
    }

    /** The share of those for, less that of those against, by the adjusted Wald interval (Rocks, <i>Interval Estimation for the "Net Promoter Score"</i>, The American Statistician 70(4), 2016). */
    public static Interval net(long some, long others, long all) {
        requireAmong(some + others, all);
        double many = all + ADDED;
        double share = (some + ADDED / 4) / many;
        double against = (others + ADDED / 4) / many;
        double net = share - against;
        double distance = Z * StrictMath.sqrt((share + against - net * net) / many);
        return new Interval((double) (some - others) / all, Math.max(-1, net - distance), Math.min(1, net + distance));
    }

    private static void requireAmong(long some, long all) {
        if (some < 0 || all < 1 || some > all) {
            throw new IllegalArgumentException(some + " are no share of " + all + ".");
        }
    }
}
