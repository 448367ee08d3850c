package org.opportune.reports;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;

/**
 * The days that a report is of, in the rulebook's time zone, cut into periods.
 *
 * @param until the first day that is not wanted any more
 */
public record Span(LocalDate from, LocalDate until, Every every, ZoneId zone) {
    /** What its parameters are, for the API documentation. */
    static final String FROM = "The first day; 91 days before the end when left out";

    static final String UNTIL = "The first day that is not wanted any more; tomorrow when left out";
    static final String EVERY = "day, week, month, or all for one period; week when left out";

    private static final int USUAL_DAYS = 91;
    private static final int MOST_DAYS = 800;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    /** How long a period is. */
    public enum Every {
        DAY,
        WEEK,
        MONTH,
        /** The whole report is one period. */
        ALL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The first day of the period that a day is in. */
        LocalDate begin(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case ALL -> LocalDate.EPOCH;
            };
        }

        /** The first day of a period so many later. */
        LocalDate later(LocalDate period, int periods) {
            return period.plus(periods, unit());
        }

        /** How many periods lie between the first days of two. */
        int between(LocalDate period, LocalDate later) {
            return (int) unit().between(period, later);
        }

        private ChronoUnit unit() {
            return switch (this) {
                case DAY -> ChronoUnit.DAYS;
                case WEEK -> ChronoUnit.WEEKS;
                case MONTH -> ChronoUnit.MONTHS;
                case ALL -> ChronoUnit.ERAS;
            };
        }
    }

    /**
     * As it is asked for; the last thirteen weeks, a week each, where nothing is said.
     *
     * @param today in the zone
     */
    public static Span of(
            @Nullable String from, @Nullable String until, @Nullable String every, LocalDate today, ZoneId zone) {
        LocalDate end = until == null ? today.plusDays(1) : day("?until", until);
        LocalDate begin = from == null ? end.minusDays(USUAL_DAYS) : day("?from", from);
        if (!begin.isBefore(end)) {
            throw Problem.invalid("?until", "until " + end + " is not after from " + begin);
        }
        if (begin.plusDays(MOST_DAYS).isBefore(end)) {
            throw Problem.invalid("?from", "a report is of at most " + MOST_DAYS + " days");
        }
        return new Span(begin, end, every(every), zone);
    }

    private static LocalDate day(String parameter, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw Problem.invalid(parameter, "'" + Nearest.shorten(text) + "' is no day such as 2026-03-01");
    }

    private static Every every(@Nullable String text) {
        if (text == null) {
            return Every.WEEK;
        }
        for (Every every : Every.values()) {
            if (every.word().equals(text)) {
                return every;
            }
        }
        throw Problem.invalid("?every", "'" + Nearest.shorten(text) + "' is not day, week, month or all");
    }

    /** The first days of the periods, the first of which may begin before the report does. */
    List<LocalDate> periods() {
        List<LocalDate> periods = new ArrayList<>();
        for (LocalDate day = period(from); day.isBefore(until); day = next(day)) {
            periods.add(day);
        }
        return periods;
    }

    /** The first day of the period that a day is in. */
    LocalDate period(LocalDate day) {
        return every == Every.ALL ? from : every.begin(day);
    }

    /** The first day of the period after. */
    LocalDate next(LocalDate period) {
        return every == Every.ALL ? until : every.later(period, 1);
    }
}
