package org.opportune.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What customers have brought, and are expected to bring.
 *
 * @param counted when all customers were last gone through; null before that
 * @param currency of all amounts; null before that
 * @param weeks how far the expectation looks from that day
 * @param cohorts by the month of the first purchase
 * @param model by which is expected; null before it was counted
 */
@Schema(name = "LifetimeReport")
public record LifetimeReport(
        @Nullable Instant counted,
        String zone,
        @Nullable String currency,
        int weeks,
        Figures total,
        List<Cohort> cohorts,
        @Nullable LifetimeModel model) {
    private static final int CENTS = 2;

    /** Customers whose first purchase was in the month that begins then. */
    @Schema(name = "LifetimeCohort")
    public record Cohort(LocalDate begins, Figures figures) {}

    /**
     * Of a number of customers. What is expected is null when no model is fitted.
     *
     * @param purchases until now
     * @param value of these
     * @param valuePerCustomer null when there is no customer
     * @param alive how many of them are expected to be customers still
     * @param expectedPurchases within the weeks that come
     * @param expectedValue of these
     */
    @Schema(name = "LifetimeFigures")
    public record Figures(
            long customers,
            long purchases,
            BigDecimal value,
            @Nullable BigDecimal valuePerCustomer,
            @Nullable Double alive,
            @Nullable Double expectedPurchases,
            @Nullable BigDecimal expectedValue,
            @Nullable BigDecimal expectedValuePerCustomer) {}

    /**
     * What was added up of some customers.
     *
     * @param alive null when no model is fitted
     */
    record Sums(
            long customers,
            long purchases,
            BigDecimal value,
            @Nullable Double alive,
            double expectedPurchases,
            double expectedValue) {
        static final Sums NONE = new Sums(0, 0, BigDecimal.ZERO, null, 0, 0);

        Sums plus(Sums other) {
            return new Sums(
                    customers + other.customers,
                    purchases + other.purchases,
                    value.add(other.value),
                    alive == null ? other.alive : other.alive == null ? alive : (Double) (alive + other.alive),
                    expectedPurchases + other.expectedPurchases,
                    expectedValue + other.expectedValue);
        }

        Figures figures() {
            boolean isFitted = alive != null;
            BigDecimal expected = BigDecimal.valueOf(expectedValue).setScale(CENTS, RoundingMode.HALF_EVEN);
            return new Figures(
                    customers,
                    purchases,
                    value,
                    each(value),
                    alive,
                    isFitted ? expectedPurchases : null,
                    isFitted ? expected : null,
                    isFitted ? each(expected) : null);
        }

        private @Nullable BigDecimal each(BigDecimal all) {
            return customers == 0 ? null : all.divide(BigDecimal.valueOf(customers), CENTS, RoundingMode.HALF_EVEN);
        }
    }
}
