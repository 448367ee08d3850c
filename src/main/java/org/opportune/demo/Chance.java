package org.opportune.demo;

import java.util.List;

/**
 * Chance that falls the same way on every machine and in every version of Java: SplitMix64 (Steele, Lea, Flood: Fast splittable
 * pseudorandom number generators, 2014). Written out here because Java fixes its generators' bits, but not how ranges are made of them.
 */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Chance(long state) {
        this.state = state;
    }

    /** The chance of one customer, who owes nothing to the customers before. */
    static Chance of(long seed, long customer) {
        return new Chance(mix(mix(seed + GOLDEN) + customer * GOLDEN));
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long bits() {
        state += GOLDEN;
        return mix(state);
    }

    /** From 0 inclusive to 1 exclusive. */
    double share() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    /** Both ends inclusive. */
    int between(int least, int most) {
        return least + (int) (share() * (most - least + 1));
    }

    double between(double least, double most) {
        return least + share() * (most - least);
    }

    boolean happens(double probability) {
        return share() < probability;
    }

    <T> T pick(List<T> things) {
        return things.get(between(0, things.size() - 1));
    }

    int in(Range range) {
        return between(range.least(), range.most());
    }

    /** A waiting time with this mean, never longer than four times that. */
    double exponential(double mean) {
        return mean * Math.min(4, -StrictMath.log(1 - share()));
    }

    /** Mostly in the middle: the sum of two dice, from -spread to spread around the middle. */
    double around(double middle, double spread) {
        return middle + (share() + share() - 1) * spread;
    }
}
