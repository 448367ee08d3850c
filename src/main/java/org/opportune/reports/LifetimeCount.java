package org.opportune.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opportune.lifetime.BgNbd;
import org.opportune.lifetime.GammaGamma;
import org.opportune.lifetime.History;
import org.opportune.lifetime.Spend;
import org.opportune.reports.PurchaseDays.Bought;
import org.opportune.reports.Span.Every;

/** Adds up, by the month of the first purchase, what customers have bought and what they are expected to buy. */
final class LifetimeCount {
    /** How far the expectation looks: a quarter, half a year, a year. */
    static final List<Integer> WEEKS = List.of(13, 26, 52);

    private static final int REMEMBERED = 50_000;

    private final LocalDate today;
    private final Map<LocalDate, Cohort> cohorts = new TreeMap<>();
    private final Map<History, double[]> known = new HashMap<>();

    LifetimeCount(LocalDate today) {
        this.today = today;
    }

    private static final class Cohort {
        private long customers;
        private long purchases;
        private BigDecimal value = BigDecimal.ZERO;
        private double alive;
        private final double[] expected = new double[WEEKS.size()];
        private final double[] worth = new double[WEEKS.size()];
    }

    private Cohort cohort(Bought bought) {
        return cohorts.computeIfAbsent(Every.MONTH.begin(bought.worth().firstKey()), month -> new Cohort());
    }

    void add(Bought bought) {
        Cohort cohort = cohort(bought);
        cohort.customers++;
        cohort.purchases += bought.purchases();
        for (BigDecimal day : bought.worth().values()) {
            cohort.value = cohort.value.add(day);
        }
    }

    void expect(Bought bought, BgNbd buying, GammaGamma spending) {
        Cohort cohort = cohort(bought);
        History history = History.of(bought.worth().navigableKeySet(), today);
        double average = spending.average(Spend.of(bought.worth(), today));
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        double[] expected = known.computeIfAbsent(history, each -> expected(buying, each));
        cohort.alive += expected[WEEKS.size()];
        for (int i = 0; i < WEEKS.size(); i++) {
            cohort.expected[i] += expected[i];
            cohort.worth[i] += expected[i] * average;
        }
    }

    /** The purchases of each horizon, and the probability to be alive. */
    private static double[] expected(BgNbd buying, History history) {
        double[] expected = new double[WEEKS.size() + 1];
        for (int i = 0; i < WEEKS.size(); i++) {
            expected[i] = buying.purchases(history, WEEKS.get(i));
        }
        expected[WEEKS.size()] = buying.alive(history);
        return expected;
    }

    List<@Nullable Object[]> cohortRows(boolean isExpected) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        cohorts.forEach((month, cohort) -> rows.add(new @Nullable Object[] {
            month, cohort.customers, cohort.purchases, cohort.value, isExpected ? cohort.alive : null
        }));
        return rows;
    }

    List<Object[]> expectedRows() {
        List<Object[]> rows = new ArrayList<>();
        cohorts.forEach((month, cohort) -> {
            for (int i = 0; i < WEEKS.size(); i++) {
                rows.add(new Object[] {month, WEEKS.get(i), cohort.expected[i], cohort.worth[i]});
            }
        });
        return rows;
    }
}
