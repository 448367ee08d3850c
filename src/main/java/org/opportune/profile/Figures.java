package org.opportune.profile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.Type;

/** Numbers of features are whole: integers as they are, numbers in millionths, money in ten-thousandths of the base currency. So sums are exact in any order. */
final class Figures {
    private static final int MILLIONTHS = 6;

    private Figures() {}

    static boolean isNumber(Type type) {
        return type == Type.INTEGER || type == Type.NUMBER || type == Type.MONEY;
    }

    static int scale(Type type) {
        return switch (type) {
            case NUMBER -> MILLIONTHS;
            case MONEY -> Rates.SCALE;
            default -> 0;
        };
    }

    /** What the events of a feature hold for a property's value; null when the amount is too large for the base currency. */
    static @Nullable Object kept(Type type, Object value, long time, Rates rates) {
        return switch (type) {
            case INTEGER -> ((Integer) value).longValue();
            case NUMBER ->
                ((BigDecimal) value)
                        .setScale(MILLIONTHS, RoundingMode.HALF_EVEN)
                        .unscaledValue()
                        .longValueExact();
            case MONEY -> inBase((Money) value, time, rates);
            default -> value;
        };
    }

    /** In ten-thousandths of the base currency by the rate of the UTC day; null when it is too large to be counted. */
    static @Nullable Long inBase(Money money, long time, Rates rates) {
        try {
            return rates.toBase(money, day(time));
        } catch (ArithmeticException e) {
            // new events like this are refused; under a later rulebook's rates an old one can become one, and is left
            // out
            return null;
        }
    }

    static LocalDate day(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
    }

    /** A kept value as a fact holds it. */
    static Object fact(Type type, Object kept) {
        return switch (type) {
            case INTEGER -> Math.toIntExact((Long) kept);
            case NUMBER, MONEY -> BigDecimal.valueOf((Long) kept, scale(type)).doubleValue();
            default -> kept;
        };
    }
}
