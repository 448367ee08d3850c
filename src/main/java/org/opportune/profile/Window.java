package org.opportune.profile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Property;

/**
 * The events of a track between two instants.
 *
 * @param days older events, kept by day; all of them happened before the others
 * @param from the first of the others
 * @param to after the last of the others
 */
record Window(Track track, List<Day> days, int from, int to) {
    private static final long DAY = 86_400_000;

    /** What the feature is at the instant; null when it is unknown. */
    @Nullable
    Object value(Feature.Kind kind, long now) {
        if (kind == Feature.Kind.COUNT) {
            return count();
        }
        if (kind == Feature.Kind.DISTINCT) {
            return distinct();
        }
        if (kind == Feature.Kind.SUM) {
            return number(new BigDecimal(sum(), track.plan().scale()));
        }
        if (count() == 0) {
            return null;
        }
        return switch (kind) {
            case AVERAGE ->
                number(new BigDecimal(sum(), track.plan().scale())
                        .divide(BigDecimal.valueOf(count()), MathContext.DECIMAL128));
            case MINIMUM -> number(BigDecimal.valueOf(least(), track.plan().scale()));
            case MAXIMUM -> number(BigDecimal.valueOf(most(), track.plan().scale()));
            case LAST -> last();
            case DAYS_SINCE_FIRST -> Math.toIntExact((now - first()) / DAY);
            case DAYS_SINCE_LAST -> Math.toIntExact((now - latest()) / DAY);
            default -> throw new IllegalStateException(kind + " is not taken of events");
        };
    }

    private static Double number(BigDecimal number) {
        return number.doubleValue();
    }

    private int count() {
        int count = to - from;
        for (Day day : days) {
            count = Math.addExact(count, day.count());
        }
        return count;
    }

    private BigInteger sum() {
        BigInteger sum = track.sum(from, to);
        for (Day day : days) {
            sum = sum.add(day.sum());
        }
        return sum;
    }

    private long least() {
        long least = Long.MAX_VALUE;
        for (int i = from; i < to; i++) {
            least = Math.min(least, track.number(i));
        }
        for (Day day : days) {
            least = Math.min(least, day.least());
        }
        return least;
    }

    private long most() {
        long most = Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            most = Math.max(most, track.number(i));
        }
        for (Day day : days) {
            most = Math.max(most, day.most());
        }
        return most;
    }

    private int distinct() {
        if (days.isEmpty()) {
            int distinct = 0;
            for (int i = from; i < to; i++) {
                distinct += track.isFirst(i, from) ? 1 : 0;
            }
            return distinct;
        }
        Set<Object> values = new HashSet<>();
        days.forEach(day -> values.addAll(day.values()));
        for (int i = from; i < to; i++) {
            values.add(track.value(i));
        }
        return values.size();
    }

    private @Nullable Object last() {
        Property property = track.plan().property();
        Object last =
                from < to ? track.value(to - 1) : days.get(days.size() - 1).last();
        return property == null || last == null ? null : Figures.fact(property.type(), last);
    }

    private long first() {
        return days.isEmpty() ? track.keys().time(from) : days.get(0).time();
    }

    private long latest() {
        return from < to ? track.keys().time(to - 1) : days.get(days.size() - 1).time();
    }
}
