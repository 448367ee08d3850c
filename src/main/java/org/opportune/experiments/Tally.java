package org.opportune.experiments;

import java.math.BigDecimal;
import java.math.MathContext;
import org.opportune.statistics.Moments;

/**
 * What an arm came to.
 *
 * @param customers who are in it
 * @param observed of these, those whose time is over
 * @param converted of those, who did what counts at least once
 * @param sum of what each of those was worth, in base currency
 * @param squares the sum of the squares of the same
 */
record Tally(long customers, long observed, long converted, BigDecimal sum, BigDecimal squares) {
    static final Tally NONE = new Tally(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    Moments conversions() {
        return Moments.of(observed, converted);
    }

    /** Exact until the last step, since a difference of two large sums is small. */
    Moments values() {
        if (observed == 0) {
            return Moments.NONE;
        }
        BigDecimal count = BigDecimal.valueOf(observed);
        BigDecimal spread = squares.subtract(sum.multiply(sum).divide(count, MathContext.DECIMAL128));
        return new Moments(
                observed, sum.divide(count, MathContext.DECIMAL128).doubleValue(), Math.max(0, spread.doubleValue()));
    }
}
