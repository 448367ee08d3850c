package org.opportune.learning;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table of what was learned, which never changes: a decision records its number.
 *
 * @param at until when it knows what happened
 * @param cells the rates of what was shown
 * @param campaigns what cells of a campaign have in common, by the campaign
 */
public record LearnedRates(long number, Instant at, SortedMap<Cell, Rate> cells, SortedMap<String, Rate> campaigns) {
    /** Before anything was learned. */
    public static final LearnedRates NONE =
            new LearnedRates(0, Instant.EPOCH, Collections.emptySortedMap(), Collections.emptySortedMap());

    public LearnedRates {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
        campaigns = Collections.unmodifiableSortedMap(new TreeMap<>(campaigns));
    }

    /** What is known of an offer of that campaign: its own rate, else its campaign's, else null. */
    public @Nullable Rate of(Cell cell, String campaign) {
        Rate own = cells.get(cell);
        return own == null ? campaigns.get(campaign) : own;
    }
}
