package org.opportune.source;

import java.util.ArrayList;
import java.util.List;
import org.opportune.source.Word.Sort;

/** Reads a number as a language writes it: with its decimal sign, and thousands apart. */
final class Amounts {
    private static final int GROUP = 3;

    private final List<Word> words;
    private final char decimal;
    private final char grouping;

    Amounts(List<Word> words, Language language) {
        this.words = words;
        this.decimal = language.decimal();
        this.grouping = language.grouping();
    }

    /**
     * A number.
     *
     * @param end behind its words
     * @param digits with its sign, and a point
     */
    record Amount(int end, String digits) {}

    /** Each that can begin here, the longest first; what stands behind it tells which is meant. */
    List<Amount> at(int start) {
        List<Amount> amounts = new ArrayList<>();
        int at = start;
        String digits = "";
        if (is(at, '-') && isNumber(at + 1) && !words.get(at + 1).spaced()) {
            digits = "-";
            at++;
        }
        if (!isNumber(at)) {
            return amounts;
        }
        int first = words.get(at).text().length();
        digits += words.get(at).text();
        at++;
        add(amounts, at, digits);
        while (first <= GROUP) {
            int next = grouping == ' ' ? at : is(at, grouping) && !words.get(at).spaced() ? at + 1 : words.size();
            boolean isGroup = isNumber(next)
                    && words.get(next).text().length() == GROUP
                    && words.get(next).spaced() == (grouping == ' ');
            if (!isGroup) {
                break;
            }
            digits += words.get(next).text();
            at = next + 1;
            add(amounts, at, digits);
        }
        return amounts;
    }

    /** A point is understood in every language, unless three digits stand behind it and it could part thousands. */
    private void add(List<Amount> amounts, int at, String digits) {
        amounts.add(0, new Amount(at, digits));
        boolean foreign = is(at, '.') && decimal != '.' && grouping != '.';
        boolean thousands =
                foreign && isNumber(at + 1) && words.get(at + 1).text().length() == GROUP;
        boolean point = (is(at, decimal) || foreign) && !thousands;
        if (point
                && !words.get(at).spaced()
                && isNumber(at + 1)
                && !words.get(at + 1).spaced()) {
            amounts.add(0, new Amount(at + 2, digits + "." + words.get(at + 1).text()));
        }
    }

    private boolean is(int at, char sign) {
        return at < words.size() && words.get(at).is(String.valueOf(sign));
    }

    private boolean isNumber(int at) {
        return at < words.size() && words.get(at).sort() == Sort.NUMBER;
    }
}
