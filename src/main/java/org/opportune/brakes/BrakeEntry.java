package org.opportune.brakes;

import java.time.Instant;

/**
 * A line of the history, which never changes.
 *
 * @param number grows with time
 */
public record BrakeEntry(long number, Instant at, BrakeStep step, BrakeKind kind, String id, String who, String why) {}
