package org.opportune.decision;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Condition;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.In;
import org.opportune.model.Fact;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Term;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.Type;

/** The next time at which a test of the time holds. Time goes one way, and hour, weekday and day go together. */
final class Later {
    private static final Set<String> TIMES = Set.of("hour", "dayOfWeek", "date", "at");
    private static final int HOURS = 8 * 24;

    private Later() {}

    static boolean reads(Ref ref) {
        return ref.fact() == Fact.CONTEXT && TIMES.contains(ref.name());
    }

    /** In UTC; null when there is none in the next eight days, nor at a day or time that the test names. */
    static @Nullable LocalDateTime holds(Condition test, Row row, ZoneId zone) {
        if (!(row.value(new Ref(Fact.CONTEXT, "at", Type.DATE_TIME)) instanceof LocalDateTime now)) {
            return null;
        }
        NavigableSet<LocalDateTime> times = new TreeSet<>();
        ZonedDateTime hour =
                now.atZone(ZoneOffset.UTC).withZoneSameInstant(zone).truncatedTo(ChronoUnit.HOURS);
        for (int i = 1; i <= HOURS; i++) {
            times.add(utc(hour.plusHours(i)));
        }
        if (test instanceof Compare compare) {
            named(compare.left(), zone, times);
            named(compare.right(), zone, times);
        } else if (test instanceof In in) {
            in.values().forEach(value -> named(value, zone, times));
        }
        return times.tailSet(now, false).stream()
                .filter(time -> Interpreter.holds(test, at(row, time, zone)))
                .findFirst()
                .orElse(null);
    }

    private static void named(Term term, ZoneId zone, NavigableSet<LocalDateTime> times) {
        if (term instanceof Term.Day day) {
            times.add(utc(day.day().atStartOfDay(zone)));
            times.add(utc(day.day().plusDays(1).atStartOfDay(zone)));
        } else if (term instanceof Term.Time time) {
            times.add(time.time());
            times.add(time.time().plusSeconds(1));
        }
    }

    private static LocalDateTime utc(ZonedDateTime time) {
        return time.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    private static Row at(Row row, LocalDateTime time, ZoneId zone) {
        LocalDateTime local =
                time.atZone(ZoneOffset.UTC).withZoneSameInstant(zone).toLocalDateTime();
        LocalDate day = local.toLocalDate();
        return row.with(new Ref(Fact.CONTEXT, "at", Type.DATE_TIME), time)
                .with(new Ref(Fact.CONTEXT, "date", Type.DATE), day)
                .with(new Ref(Fact.CONTEXT, "hour", Type.INTEGER), local.getHour())
                .with(
                        new Ref(Fact.CONTEXT, "dayOfWeek", Type.INTEGER),
                        day.getDayOfWeek().getValue());
    }
}
