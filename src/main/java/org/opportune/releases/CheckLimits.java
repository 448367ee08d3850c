package org.opportune.releases;

import java.time.Duration;

/**
 * How much the check of a folder may use.
 *
 * @param heap memory for what is read and made of it, in megabytes
 * @param clock how long it may take
 * @param processor how long it may keep processors busy, all of them together
 */
public record CheckLimits(int heap, Duration clock, Duration processor) {
    /** More than ten times what the demo shop needs: 8 seconds of one processor, 64 MB. */
    public static final CheckLimits STANDARD = new CheckLimits(1_024, Duration.ofMinutes(2), Duration.ofMinutes(2));
}
