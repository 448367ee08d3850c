package org.opportune.lifetime;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;

/**
 * All that the times of a customer's purchases say of the next ones: how many came after the first, and when the last did. Times are in one unit, counted from the first purchase.
 *
 * @param repeats the purchases after the first
 * @param last when the last was; 0 where nothing came after the first
 * @param age how long ago the first was
 */
public record History(int repeats, double last, double age) {
    private static final double DAYS_OF_WEEK = 7;

    public History {
        boolean inOrder = repeats >= 0 && last >= 0 && age >= last && age < Double.POSITIVE_INFINITY;
        if (!inOrder || (repeats == 0 && last != 0)) {
            throw new IllegalArgumentException(
                    "No customer bought " + repeats + " times more until " + last + " of an age of " + age
                            + "; the last purchase is not after today, and 0 where there is one only.");
        }
    }

    /** In weeks, until the end of a day, from the days with a purchase: all of one day are one. The first may not be after that day. */
    public static History of(NavigableSet<LocalDate> days, LocalDate until) {
        LocalDate first = days.first();
        NavigableSet<LocalDate> seen = days.headSet(until, true);
        return new History(seen.size() - 1, weeks(first, seen.last()), weeks(first, until));
    }

    private static double weeks(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to) / DAYS_OF_WEEK;
    }
}
