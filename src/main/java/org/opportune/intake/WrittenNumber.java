package org.opportune.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people and spreadsheets write them in many countries, with a comma for decimals or with signs between the thousands. */
public final class WrittenNumber {
    private static final String GROUPS = "[ \u00A0\u202F'\u2019]";
    private static final Pattern COMMA = Pattern.compile("([+-]?[0-9]{1,15}),([0-9]{1,9})");
    private static final Pattern GROUPED = Pattern.compile(
            "([+-]?[0-9]{1,3}(?:([ \u00A0\u202F'\u2019.,])[0-9]{3})(?:\\2[0-9]{3})*)(?:[.,]([0-9]{1,9}))?");

    private WrittenNumber() {}

    /** How the number is to be written, as the end of a message ({@code ; write 12.5}); empty for what is none of these. */
    public static String hint(String text) {
        Matcher comma = COMMA.matcher(text);
        if (comma.matches()) {
            String decimal = comma.group(1) + "." + comma.group(2);
            return comma.group(2).length() == 3
                    ? "; write " + decimal + ", or " + comma.group(1) + comma.group(2) + " if thousands are meant"
                    : "; write " + decimal;
        }
        return grouped(text);
    }

    /** The same for a whole number. */
    public static String hintOfWhole(String text) {
        String hint = grouped(text);
        return hint.contains(".") ? "" : hint;
    }

    private static String grouped(String text) {
        Matcher grouped = GROUPED.matcher(text);
        if (!grouped.matches()) {
            return "";
        }
        String whole = grouped.group(1).replaceAll(GROUPS + "|[.,]", "");
        return "; write " + whole + (grouped.group(3) == null ? "" : "." + grouped.group(3));
    }
}
