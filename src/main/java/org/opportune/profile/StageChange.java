package org.opportune.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer moved from one stage to another.
 *
 * @param customer the customer's key
 * @param from null when no stage was recorded before
 * @param release the rulebook's hash
 * @param cause what noticed it: a decision, or the hourly sweep
 */
public record StageChange(
        long customer, Instant at, @Nullable String from, String to, String release, Cause cause) {
    public enum Cause {
        DECISION,
        SWEEP
    }
}
