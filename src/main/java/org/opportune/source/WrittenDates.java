package org.opportune.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opportune.source.Word.Sort;

/**
 * Reads a day: {@code 2026-03-01}, {@code 1.3.2026}, {@code 2026. 3. 1.}, {@code 2026年3月1日}, and with the month's name {@code 1 March 2026} or
 * {@code 2026. március 1.} Forms that a reader elsewhere takes for another day, such as 1/3/2026, are none.
 */
final class WrittenDates {
    private static final List<String> FORMS =
            List.of("Y-m-d", "d.m.Y", "Y.m.d.", "Y.m.d", "Y年m月d日", "dMY", "d.MY", "Y.Md.");

    private final List<Word> words;
    private final Locale locale;

    WrittenDates(List<Word> words, Locale locale) {
        this.words = words;
        this.locale = locale;
    }

    /**
     * A day, or a time.
     *
     * @param end behind its words
     */
    record Written(int end, String iso) {}

    @Nullable
    Written day(int at) {
        for (String form : FORMS) {
            Written day = day(form, at);
            if (day != null) {
                return day;
            }
        }
        return null;
    }

    /** In a form, d, m and Y are numbers, M is the name of a month, and anything else is itself. */
    private @Nullable Written day(String form, int start) {
        int at = start;
        int year = 0;
        int month = 0;
        int day = 0;
        for (int i = 0; i < form.length(); i++) {
            char part = form.charAt(i);
            if (at >= words.size()) {
                return null;
            }
            Word word = words.get(at++);
            int number = word.sort() == Sort.NUMBER && word.text().length() <= 4 ? Integer.parseInt(word.text()) : -1;
            boolean fits =
                    switch (part) {
                        case 'Y' -> word.text().length() == 4 && (year = number) > 0;
                        case 'd' -> word.text().length() <= 2 && (day = number) > 0;
                        case 'm' -> word.text().length() <= 2 && (month = number) > 0;
                        case 'M' -> (month = month(word)) > 0;
                        default -> word.is(String.valueOf(part));
                    };
            if (!fits) {
                return null;
            }
        }
        try {
            return new Written(at, LocalDate.of(year, month, day).toString());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private int month(Word word) {
        for (Month month : Month.values()) {
            for (TextStyle style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE)) {
                List<Word> name = Words.of(month.getDisplayName(style, locale));
                if (name.size() == 1 && name.get(0).same(word)) {
                    return month.getValue();
                }
            }
        }
        return 0;
    }

    /** A time with its offset, written in one: {@code 2026-03-01T10:15:00Z}. A sign may stand right behind it. */
    @Nullable
    Written time(String line, int at) {
        int end = at;
        while (end < words.size() && (end == at || !words.get(end).spaced())) {
            end++;
        }
        for (; end > at; end--) {
            try {
                String text =
                        line.substring(words.get(at).start(), words.get(end - 1).end());
                return new Written(end, OffsetDateTime.parse(text).toString());
            } catch (DateTimeException e) {
                // so it ends earlier, or is no time
            }
        }
        return null;
    }
}
