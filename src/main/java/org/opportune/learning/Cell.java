package org.opportune.learning;

import java.util.Comparator;

/** What a rate is learned of: an offer, shown in a channel to customers in a stage. */
public record Cell(String offer, String stage, String channel) implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::offer).thenComparing(Cell::stage).thenComparing(Cell::channel);

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }
}
