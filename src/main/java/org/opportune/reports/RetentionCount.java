package org.opportune.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.opportune.reports.Span.Every;

/** Counts who bought again how much later. */
final class RetentionCount {
    static final Collection<Every> PERIODS = List.of(Every.WEEK, Every.MONTH);

    private final Map<Cell, long[]> cells = new HashMap<>();

    private record Cell(Every every, LocalDate cohort, int age) {}

    /** A customer who bought on these days. */
    void add(NavigableSet<LocalDate> days) {
        for (Every every : PERIODS) {
            LocalDate cohort = every.begin(days.first());
            Set<Integer> ages = new HashSet<>();
            days.forEach(day -> ages.add(every.between(cohort, every.begin(day))));
            ages.forEach(age -> cells.computeIfAbsent(new Cell(every, cohort, age), cell -> new long[1])[0]++);
        }
    }

    List<Object[]> rows() {
        List<Object[]> rows = new ArrayList<>();
        cells.forEach((cell, customers) ->
                rows.add(new Object[] {cell.every().word(), cell.cohort(), cell.age(), customers[0]}));
        return rows;
    }
}
