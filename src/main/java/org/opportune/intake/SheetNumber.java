package org.opportune.intake;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number of a sheet as a person sees it. Sheets keep doubles and show 15 digits of them: {@code 4.3499999999999996} is 4.35 to whoever typed it. */
final class SheetNumber {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d{1,320}+(\\.\\d{0,320}+)?|\\.\\d{1,320}+)([eE][-+]?\\d{1,3}+)?");
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int SECONDS = 86_400;
    private static final int AFTER_9999 = 2_958_466;
    private static final int NO_DAY = 60; // 29 February 1900, which Excel has from Lotus 1-2-3 and the calendar has not

    private SheetNumber() {}

    /** Null when the text is no number. */
    static @Nullable String plain(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            return null;
        }
        BigDecimal shown = new BigDecimal(value).round(SHOWN);
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    /** The day, the time, or both; null when the text is no day that there was or will be before the year 10000. */
    static @Nullable String date(String text, boolean since1904) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        double value = Double.parseDouble(text);
        if (!(value >= 0 && value < AFTER_9999)) {
            return null;
        }
        long seconds = Math.round(value * SECONDS);
        long day = seconds / SECONDS;
        String time = TIME.format(LocalTime.ofSecondOfDay(seconds % SECONDS));
        if (day == 0) {
            return time;
        }
        if (!since1904 && day == NO_DAY) {
            return null;
        }
        LocalDate start = since1904
                ? LocalDate.of(1904, 1, 1)
                : day < NO_DAY ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
        LocalDate date = start.plusDays(day);
        return date.getYear() > 9999 ? null : seconds % SECONDS == 0 ? date.toString() : date + "T" + time;
    }

    /** A day that stands as ISO text, its midnight left out. */
    static String iso(String text) {
        return text.replaceFirst("(\\.0{1,9}+)?Z?$", "").replaceFirst("T00:00(:00)?$", "");
    }
}
