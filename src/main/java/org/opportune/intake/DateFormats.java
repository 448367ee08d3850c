package org.opportune.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which styles of a workbook show a number as a day or time: by the built-in formats of ECMA-376 part 1, 18.8.30, and the letters of custom ones. */
final class DateFormats {
    /** Texts, escaped characters, fillers and conditions; elapsed hours, minutes and seconds stand in brackets too and are kept. */
    private static final Pattern NO_LETTERS =
            Pattern.compile("\"[^\"]*+\"?|[\\\\_*].|\\[(?![hmsHMS]++])[^\\]]*+]?|(?i:general|standard|am/pm|a/p)");

    private static final Pattern LETTERS = Pattern.compile("[ymdhsYMDHS]");
    private static final int LONGEST = 1_000;

    private final List<Boolean> styles;

    private DateFormats(List<Boolean> styles) {
        this.styles = styles;
    }

    static DateFormats read(WorkbookPackage parts, @Nullable String part) throws Refused {
        Set<Integer> custom = new HashSet<>();
        Set<Integer> declared = new HashSet<>();
        List<Boolean> styles = new ArrayList<>();
        if (part == null || !parts.has(part)) {
            return new DateFormats(styles);
        }
        Xml xml = parts.xml(part);
        xml.child();
        while (xml.child()) {
            switch (xml.name()) {
                case "numFmts" -> {
                    while (xml.child()) {
                        int id = xml.number("numFmtId");
                        declared.add(id);
                        if (isDateFormat(xml.attribute("formatCode"))) {
                            custom.add(id);
                        }
                        xml.skip();
                    }
                }
                case "cellXfs" -> {
                    while (xml.child()) {
                        int id = xml.number("numFmtId");
                        styles.add(declared.contains(id) ? custom.contains(id) : isBuiltInDate(id));
                        xml.skip();
                    }
                }
                default -> xml.skip();
            }
        }
        return new DateFormats(styles);
    }

    boolean isDate(@Nullable String style) {
        int index = style == null ? 0 : style.matches("\\d{1,6}+") ? Integer.parseInt(style) : -1;
        return index >= 0 && index < styles.size() && styles.get(index);
    }

    private static boolean isBuiltInDate(int format) {
        return (format >= 14 && format <= 22)
                || (format >= 27 && format <= 36)
                || (format >= 45 && format <= 47)
                || (format >= 50 && format <= 58)
                || (format >= 71 && format <= 81);
    }

    static boolean isDateFormat(@Nullable String format) {
        if (format == null || format.length() > LONGEST) {
            return false;
        }
        String letters = NO_LETTERS.matcher(format).replaceAll("");
        int end = letters.indexOf(';');
        return LETTERS.matcher(end < 0 ? letters : letters.substring(0, end)).find();
    }
}
