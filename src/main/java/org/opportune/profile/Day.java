package org.opportune.profile;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a track keeps of one UTC day of events beyond the newest: as if each had happened at the last of them. Immutable.
 *
 * @param date days since 1970
 * @param time of the last of its events
 * @param last the value of the last of its events; null on a track that only counts
 * @param values different values; empty unless a feature asks for them
 */
record Day(
        long date,
        int count,
        long time,
        @Nullable Object last,
        BigInteger sum,
        long least,
        long most,
        Set<Object> values) {
    private static final long MILLIS = 86_400_000;

    static long dateOf(Entry entry) {
        return Math.floorDiv(entry.time(), MILLIS);
    }

    static Day of(Entry entry, boolean isDistinct) {
        long number = entry.value() instanceof Long value ? value : 0;
        Object value = entry.value();
        Set<Object> values = isDistinct && value != null ? Set.of(value) : Set.of();
        return new Day(dateOf(entry), 1, entry.time(), value, BigInteger.valueOf(number), number, number, values);
    }

    Day and(Day later) {
        Set<Object> all = values;
        if (!values.containsAll(later.values)) {
            all = new HashSet<>(values);
            all.addAll(later.values);
        }
        return new Day(
                date,
                Math.addExact(count, later.count),
                later.time,
                later.last,
                sum.add(later.sum),
                Math.min(least, later.least),
                Math.max(most, later.most),
                all);
    }
}
