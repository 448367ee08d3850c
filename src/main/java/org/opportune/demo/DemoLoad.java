package org.opportune.demo;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A load of the demo shop, as it is remembered.
 *
 * @param loaded how many customers are stored for certain; some after them may be, too
 * @param finishedAt null while customers are missing
 */
public record DemoLoad(
        long seed,
        LocalDate anchor,
        int customers,
        int loaded,
        @Nullable Instant finishedAt) {
    DemoLoad upTo(int number) {
        return new DemoLoad(seed, anchor, customers, number, finishedAt);
    }

    DemoLoad finished(Instant at) {
        return new DemoLoad(seed, anchor, customers, customers, at);
    }

    boolean isFinished() {
        return finishedAt != null;
    }
}
