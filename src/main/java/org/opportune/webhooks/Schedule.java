package org.opportune.webhooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long is waited after each attempt that failed: first 5 seconds, then three times as long each time, at most 8 hours, each up to a fifth shorter or
 * longer by chance, so that what failed together does not come back together.
 *
 * @param waits after the first attempt, the second, …; after one more there is no other
 */
record Schedule(List<Duration> waits) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(8);
    private static final int FACTOR = 3;
    private static final double SPREAD = 0.2;

    /** As many waits as it takes to try for that long. */
    static Schedule of(Duration whole) {
        List<Duration> waits = new ArrayList<>();
        Duration wait = FIRST;
        Duration sum = Duration.ZERO;
        while (sum.compareTo(whole) < 0) {
            waits.add(wait);
            sum = sum.plus(wait);
            Duration longer = wait.multipliedBy(FACTOR);
            wait = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        }
        return new Schedule(List.copyOf(waits));
    }

    /**
     * How long to wait after so many attempts; null when that was the last.
     *
     * @param chance from 0 to 1
     */
    @Nullable
    Duration after(int attempts, double chance) {
        if (attempts > waits.size()) {
            return null;
        }
        double factor = 1 - SPREAD + 2 * SPREAD * chance;
        return Duration.ofMillis(Math.round(waits.get(attempts - 1).toMillis() * factor));
    }
}
