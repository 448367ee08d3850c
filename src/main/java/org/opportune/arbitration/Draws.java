package org.opportune.arbitration;

/**
 * Numbers that follow from a seed and their place alone, so that they are the same on every machine, and otherwise look as if they came by chance: SplitMix64 (Steele, Lea and Flood, <i>Fast Splittable
 * Pseudorandom Number Generators</i>, 2014), read at any place.
 */
final class Draws {
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;
    private static final int UNUSED_BITS = 12; // a double between 0 and 1 has 52 bits

    private Draws() {}

    /** Between 0 and 1, without both. */
    static double number(long seed, long place) {
        return ((bits(seed, place) >>> UNUSED_BITS) + 0.5) * 0x1.0p-52;
    }

    static long bits(long seed, long place) {
        long mixed = seed + (place + 1) * STEP;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
