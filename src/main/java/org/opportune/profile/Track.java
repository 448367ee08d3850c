package org.opportune.profile;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A customer's events that some features look at, oldest first, so that a window is two binary searches: the newest one by one, older ones by day. Immutable.
 */
final class Track {
    private static final long[] NO_NUMBERS = {};
    private static final int[] NO_PLACES = {};
    private static final Object[] NO_VALUES = {};

    private final TrackPlan plan;
    private final List<Day> days;
    private final Keys keys;
    private final long[] numbers;
    private final Object[] values;
    /** The sum of the first n numbers at n; empty when a sum does not fit. */
    private final long[] sums;
    /** Where the same value stood before, else -1; empty unless a feature asks for different values. */
    private final int[] previous;

    private Track(TrackPlan plan, List<Day> days, Keys keys, long[] numbers, Object[] values) {
        this.plan = plan;
        this.days = days;
        this.keys = keys;
        this.numbers = numbers;
        this.values = values;
        this.sums = plan.holdsNumbers() ? sums(numbers) : NO_NUMBERS;
        this.previous = plan.isDistinct() ? previous() : NO_PLACES;
    }

    static Track empty(TrackPlan plan) {
        return new Track(plan, List.of(), Keys.NONE, NO_NUMBERS, NO_VALUES);
    }

    /** Takes entries that are not on it yet, sorted. */
    Track with(List<Entry> added) {
        int[] places = keys.places(added);
        long[] allNumbers = plan.holdsNumbers() ? new long[places.length] : NO_NUMBERS;
        Object[] allValues = plan.property() != null && !plan.holdsNumbers() ? new Object[places.length] : NO_VALUES;
        for (int i = 0; i < places.length; i++) {
            int place = places[i];
            Object value = place < 0 ? added.get(-1 - place).value() : null;
            if (allNumbers.length > 0) {
                allNumbers[i] = value instanceof Long number ? number : numbers[place];
            } else if (allValues.length > 0) {
                allValues[i] = value == null ? values[place] : value;
            }
        }
        return new Track(plan, days, keys.with(added, places), allNumbers, allValues);
    }

    /** Keeps what stands before the key by day only. */
    Track forget(long time, long mark) {
        int kept = keys.before(time, mark);
        if (kept == 0) {
            return this;
        }
        List<Day> all = new ArrayList<>(days);
        for (int i = 0; i < kept; i++) {
            add(all, Day.of(entry(i), plan.isDistinct()));
        }
        return new Track(
                plan,
                all,
                keys.from(kept),
                numbers.length == 0 ? numbers : Arrays.copyOfRange(numbers, kept, numbers.length),
                values.length == 0 ? values : Arrays.copyOfRange(values, kept, values.length));
    }

    /** Events are forgotten oldest first: a day is the last one or a new one. */
    private static void add(List<Day> days, Day day) {
        int last = days.size() - 1;
        if (last >= 0 && days.get(last).date() == day.date()) {
            days.set(last, days.get(last).and(day));
        } else {
            days.add(day);
        }
    }

    private Entry entry(int index) {
        Object value = plan.property() == null ? null : value(index);
        return new Entry(keys.time(index), keys.mark(index), value);
    }

    /** What happened after one time and until another. */
    Window window(long after, long until) {
        int from = keys.until(after);
        List<Day> inWindow = days;
        if (!days.isEmpty()) {
            inWindow = days.stream()
                    .filter(day -> day.time() > after && day.time() <= until)
                    .toList();
        }
        return new Window(this, inWindow, from, Math.max(from, keys.until(until)));
    }

    TrackPlan plan() {
        return plan;
    }

    Keys keys() {
        return keys;
    }

    long number(int index) {
        return numbers[index];
    }

    Object value(int index) {
        return plan.holdsNumbers() ? (Object) numbers[index] : values[index];
    }

    /** Whether the value stands for the first time at or after the index {@code from}. */
    boolean isFirst(int index, int from) {
        return previous[index] < from;
    }

    /** Exact, whatever its size. */
    BigInteger sum(int from, int to) {
        if (sums.length > 0) {
            long sum = sums[to] - sums[from];
            boolean isOverflow = ((sums[to] ^ sums[from]) & (sums[to] ^ sum)) < 0;
            if (!isOverflow) {
                return BigInteger.valueOf(sum);
            }
        }
        BigInteger sum = BigInteger.ZERO;
        for (int i = from; i < to; i++) {
            sum = sum.add(BigInteger.valueOf(numbers[i]));
        }
        return sum;
    }

    private static long[] sums(long[] numbers) {
        long[] sums = new long[numbers.length + 1];
        for (int i = 0; i < numbers.length; i++) {
            long sum = sums[i] + numbers[i];
            boolean isOverflow = ((sums[i] ^ sum) & (numbers[i] ^ sum)) < 0;
            if (isOverflow) {
                return NO_NUMBERS;
            }
            sums[i + 1] = sum;
        }
        return sums;
    }

    private int[] previous() {
        int[] before = new int[keys.size()];
        Map<Object, Integer> places = new HashMap<>();
        for (int i = 0; i < before.length; i++) {
            Integer place = places.put(value(i), i);
            before[i] = place == null ? -1 : place;
        }
        return before;
    }
}
