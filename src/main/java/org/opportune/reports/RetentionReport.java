package org.opportune.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How many customers came back to buy.
 *
 * @param counted when all customers were last gone through; null before that
 * @param every {@code week} or {@code month}
 * @param zone in which days begin
 */
@Schema(name = "RetentionReport")
public record RetentionReport(@Nullable Instant counted, String every, String zone, List<Cohort> cohorts) {

    /**
     * Customers whose first purchase was in the same period.
     *
     * @param begins the first day of it
     * @param ages that period and those after it that have begun
     */
    @Schema(name = "RetentionCohort")
    public record Cohort(LocalDate begins, long customers, List<Age> ages) {}

    /**
     * What a cohort did in one period.
     *
     * @param age how many periods after the first purchase's
     * @param customers who bought in it
     * @param share of the cohort
     * @param complete false while the period goes on
     */
    @Schema(name = "RetentionAge")
    public record Age(int age, LocalDate begins, long customers, double share, boolean complete) {}

    /**
     * Of what was counted.
     *
     * @param today the day of the count
     * @param found customers by cohort and age
     */
    static RetentionReport of(
            Span span, @Nullable Instant counted, LocalDate today, Map<LocalDate, Map<Integer, Long>> found) {
        List<Cohort> cohorts = new ArrayList<>();
        for (LocalDate begins : span.periods()) {
            Map<Integer, Long> bought = found.get(begins);
            if (bought != null) {
                cohorts.add(cohort(span, begins, today, bought));
            }
        }
        return new RetentionReport(counted, span.every().word(), span.zone().getId(), cohorts);
    }

    private static Cohort cohort(Span span, LocalDate begins, LocalDate today, Map<Integer, Long> bought) {
        long size = bought.getOrDefault(0, 0L);
        List<Age> ages = new ArrayList<>();
        LocalDate period = begins;
        for (int age = 0; !period.isAfter(today); age++) {
            LocalDate next = span.next(period);
            long customers = bought.getOrDefault(age, 0L);
            ages.add(new Age(age, period, customers, (double) customers / size, !next.isAfter(today)));
            period = next;
        }
        return new Cohort(begins, size, ages);
    }
}
