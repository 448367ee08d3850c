package org.opportune.imports;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;

/**
 * How the text of a column is read into the text that the vocabulary understands: a number with a point, a date or an instant in ISO 8601, a choice.
 *
 * @param kind what the column holds
 * @param decimal the sign before the decimals
 * @param thousands the sign between thousands; null when there is none
 * @param patterns tried one after the other
 * @param zone of times that do not say theirs
 * @param values translations of whole texts
 * @param unknown texts that say nothing
 */
record ColumnFormat(
        Kind kind,
        char decimal,
        @Nullable String thousands,
        List<DateTimeFormatter> patterns,
        ZoneId zone,
        Map<String, String> values,
        Set<String> unknown) {
    static final ColumnFormat PLAIN =
            new ColumnFormat(Kind.TEXT, '.', null, List.of(), ZoneId.of("UTC"), Map.of(), Set.of());

    enum Kind {
        TEXT,
        NUMBER,
        WHOLE_NUMBER,
        TIME,
        DATE
    }

    /** The text that the vocabulary understands; null when the cell says nothing. */
    @Nullable
    String read(String cell) throws Unreadable {
        if (cell.isEmpty() || unknown.contains(cell)) {
            return null;
        }
        String translated = values.get(cell);
        if (translated != null) {
            return translated;
        }
        return switch (kind) {
            case TEXT -> cell;
            case NUMBER -> number(cell).toPlainString();
            case WHOLE_NUMBER -> whole(cell);
            case TIME -> time(cell).toString();
            case DATE -> date(cell).toString();
        };
    }

    BigDecimal number(String cell) throws Unreadable {
        String plain = thousands == null ? cell : cell.replace(thousands, "");
        if (decimal != '.') {
            plain = plain.indexOf('.') >= 0 ? cell : plain.replace(decimal, '.');
        }
        if (plain.length() <= 60 && isPlainNumber(plain)) {
            return new BigDecimal(plain);
        }
        throw new Unreadable("'" + Nearest.shorten(cell) + "' is not a number such as "
                + (thousands == null ? "" : "1" + thousands) + "234" + decimal + "56");
    }

    private String whole(String cell) throws Unreadable {
        BigDecimal number = number(cell);
        if (number.stripTrailingZeros().scale() > 0) {
            throw new Unreadable("'" + Nearest.shorten(cell) + "' is not a whole number");
        }
        return number.toBigInteger().toString();
    }

    private Instant time(String cell) throws Unreadable {
        for (DateTimeFormatter pattern : patterns) {
            try {
                TemporalAccessor read = pattern.parseBest(cell, ZonedDateTime::from, LocalDateTime::from);
                return read instanceof ZonedDateTime zoned
                        ? zoned.toInstant()
                        : ((LocalDateTime) read).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                // the next pattern may fit; said below when none does
            }
        }
        throw new Unreadable("'" + Nearest.shorten(cell) + "' is not a time of the mapping's form");
    }

    private LocalDate date(String cell) throws Unreadable {
        for (DateTimeFormatter pattern : patterns) {
            try {
                return LocalDate.parse(cell, pattern);
            } catch (DateTimeException e) {
                // the next pattern may fit; said below when none does
            }
        }
        throw new Unreadable("'" + Nearest.shorten(cell) + "' is not a date of the mapping's form");
    }

    private static boolean isPlainNumber(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (i > 0 || (c != '-' && c != '+')) {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }

    /** A cell that its format does not fit. */
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message, null, false, false);
        }
    }
}
