package org.opportune.catalogue;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How often one customer may be shown something in a sliding window; or, of what they did, how often until it rests.
 *
 * @param scope of which offers
 * @param subjects channels, campaigns, offers or tags that are counted together; empty to count each by itself
 * @param most the number that is not exceeded
 * @param counts what is counted
 */
public record Cap(String id, Scope scope, Set<String> subjects, int most, Duration window, Counts counts) {
    public enum Scope {
        ALL,
        CHANNEL,
        CAMPAIGN,
        OFFER,
        TAG
    }

    /** What of an offer that was answered. */
    public enum Counts {
        IMPRESSIONS,
        DECLINES,
        ACCEPTANCES,
        CONVERSIONS
    }

    public Cap {
        subjects = Collections.unmodifiableSortedSet(new TreeSet<>(subjects));
    }
}
