package org.opportune.lifetime;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.NavigableMap;

/**
 * What a customer spent on purchases after the first; the first is left out, since it is often of another kind.
 *
 * @param purchases how many
 * @param average what one was worth on average, more than 0; 0 where there is none
 */
public record Spend(int purchases, double average) {
    /** Of a customer who bought once. */
    public static final Spend NONE = new Spend(0, 0);

    public Spend {
        boolean possible = purchases == 0 ? average == 0 : average > 0 && average < Double.POSITIVE_INFINITY;
        if (purchases < 0 || !possible) {
            throw new IllegalArgumentException(purchases + " purchases of " + average
                    + " on average: an average is more than 0, and 0 where there is no purchase.");
        }
    }

    /** Until the end of a day, from what was bought each day. Days on which nothing was paid are no purchases here; the first may not be after that day. */
    public static Spend of(NavigableMap<LocalDate, BigDecimal> worth, LocalDate until) {
        BigDecimal sum = BigDecimal.ZERO;
        int purchases = 0;
        for (BigDecimal day : worth.subMap(worth.firstKey(), false, until, true).values()) {
            if (day.signum() > 0) {
                sum = sum.add(day);
                purchases++;
            }
        }
        return purchases == 0 ? NONE : new Spend(purchases, sum.doubleValue() / purchases);
    }
}
