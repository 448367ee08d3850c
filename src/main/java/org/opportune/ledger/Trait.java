package org.opportune.ledger;

import java.util.Comparator;

/** Something by which figures tell decisions apart, such as a segment that the customer was in; a decision may have several of one dimension. */
public record Trait(String dimension, String value) implements Comparable<Trait> {
    /** The dimensions that every rulebook has, beside what a decision and its offers have columns for. */
    public static final String SEGMENT = "segment";

    public static final String LOCALE = "locale";
    public static final String COUNTRY = "country";
    /** {@code <experiment>/<arm>}. */
    public static final String ARM = "arm";

    private static final Comparator<Trait> ORDER =
            Comparator.comparing(Trait::dimension).thenComparing(Trait::value);

    @Override
    public int compareTo(Trait other) {
        return ORDER.compare(this, other);
    }
}
