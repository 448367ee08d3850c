package org.opportune.learning;

import java.time.Instant;

/**
 * What came of an offer at some time, such as in a day. Only what is settled counts: a success, or the end of the time in which one may come.
 *
 * @param at when it was shown; of a day, any time of it
 * @param trials how often it was shown
 * @param successes how often that was a success
 */
public record Observed(Cell cell, Instant at, long trials, long successes) {
    public Observed {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials cannot be.");
        }
    }
}
