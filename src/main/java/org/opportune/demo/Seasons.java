package org.opportune.demo;

import java.time.LocalDate;
import java.time.Month;

/** When people shop: more before Christmas and at week-ends, most in the evening. One is a usual day or hour. */
final class Seasons {
    private static final double[] MONTHS = {0.7, 0.8, 0.9, 0.95, 1, 0.9, 0.75, 0.85, 1, 1.1, 1.5, 1.7};
    private static final double[] WEEKDAYS = {1, 0.9, 0.9, 0.95, 0.9, 1.2, 1.4};
    private static final double[] HOURS = {
        1, 0.5, 0.3, 0.2, 0.2, 0.4, 1, 2, 3, 4, 4.5, 5, 5.5, 5, 4.5, 4.5, 5, 6, 7, 8.5, 9.5, 9, 6, 3
    };
    private static final int HOLIDAYS_BEGIN = 24;
    private static final int HOLIDAYS_END = 26;

    private Seasons() {}

    static double ofMonth(LocalDate day) {
        return MONTHS[day.getMonthValue() - 1];
    }

    static double ofDay(LocalDate day) {
        boolean christmas = day.getMonth() == Month.DECEMBER
                && day.getDayOfMonth() >= HOLIDAYS_BEGIN
                && day.getDayOfMonth() <= HOLIDAYS_END;
        return christmas ? 0.2 : WEEKDAYS[day.getDayOfWeek().getValue() - 1];
    }

    static int hour(Chance chance) {
        return index(HOURS, chance);
    }

    static int index(double[] weights, Chance chance) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = chance.share() * sum;
        int i = 0;
        while (i < weights.length - 1 && left >= weights[i]) {
            left -= weights[i];
            i++;
        }
        return i;
    }
}
