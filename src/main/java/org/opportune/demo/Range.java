package org.opportune.demo;

/** Both ends inclusive; written {@code 3..10}, or {@code 3}. */
record Range(int least, int most) {
    static Range parse(String text) {
        int dots = text.indexOf("..");
        return dots < 0
                ? new Range(Integer.parseInt(text), Integer.parseInt(text))
                : new Range(Integer.parseInt(text.substring(0, dots)), Integer.parseInt(text.substring(dots + 2)));
    }

    /** Nothing above the limit; never empty. */
    Range atMost(int limit) {
        return new Range(Math.min(least, limit), Math.min(most, limit));
    }

    Range atLeast(int limit) {
        return new Range(Math.max(least, limit), Math.max(most, limit));
    }
}
