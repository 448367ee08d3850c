package org.opportune.profile;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a track keeps of one UTC day of events beyond the newest: as if each had happened at the last of them. It does not depend on the order
 * in which they came. Immutable.
 *
 * @param date days since 1970
 * @param time of the last of its events
 * @param mark of the last of its events
 * @param last the value of the last of its events; null on a track that only counts
 * @param values different values; empty unless a feature asks for them
 */
record Day(
        long date,
        int count,
        long time,
        long mark,
        @Nullable Object last,
        BigInteger sum,
        long least,
        long most,
        Set<Object> values)
        implements Keys.Keyed {
    private static final long MILLIS = 86_400_000;

    static long dateOf(Entry entry) {
        return Math.floorDiv(entry.time(), MILLIS);
    }

    static Day of(Entry entry, boolean isDistinct) {
        long number = entry.value() instanceof Long value ? value : 0;
        Object value = entry.value();
        Set<Object> values = isDistinct && value != null ? Set.of(value) : Set.of();
        return new Day(
                dateOf(entry),
                1,
                entry.time(),
                entry.mark(),
                value,
                BigInteger.valueOf(number),
                number,
                number,
                values);
    }

    Day and(Day other) {
        Day later = compareTo(other) < 0 ? other : this;
        Set<Object> all = values;
        if (!values.containsAll(other.values)) {
            all = new HashSet<>(values);
            all.addAll(other.values);
        }
        return new Day(
                date,
                Math.addExact(count, other.count),
                later.time,
                later.mark,
                later.last,
                sum.add(other.sum),
                Math.min(least, other.least),
                Math.max(most, other.most),
                all);
    }
}
