package org.opportune.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt.
 *
 * @param status null when there was no answer
 * @param failure null when it was delivered
 * @param retryAfter how long the receiver asked to be left alone; null when it did not
 */
record Result(
        @Nullable Integer status,
        @Nullable Failure failure,
        @Nullable Duration retryAfter) {
    private static final int GONE = 410;

    static Result of(Failure failure) {
        return new Result(null, failure, null);
    }

    boolean isDelivered() {
        return failure == null;
    }

    /** The receiver wants no more of it, ever. */
    boolean isGone() {
        return status != null && status == GONE;
    }
}
