package org.opportune.vocabulary;

import java.time.LocalTime;

/**
 * The hours of a customer's day in which nothing is sent; they go over midnight when they end before they begin.
 *
 * @param from the first moment that is quiet
 * @param until the first moment that is not
 */
public record QuietHours(LocalTime from, LocalTime until) {
    /** Whether a clock that shows this time is within them. */
    public boolean isQuiet(LocalTime time) {
        boolean isBegun = !time.isBefore(from);
        boolean isBeforeEnd = time.isBefore(until);
        return from.isBefore(until) ? isBegun && isBeforeEnd : isBegun || isBeforeEnd;
    }
}
