package org.opportune.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the styles of a workbook show a number: as a day or time, by the built-in formats of ECMA-376 part 1, 18.8.30, and the letters of custom ones; or otherwise than it is. */
final class DateFormats {
    /** Texts, escaped characters, fillers and conditions; elapsed hours, minutes and seconds stand in brackets too and are kept. */
    private static final Pattern NO_LETTERS =
            Pattern.compile("\"[^\"]*+\"?|[\\\\_*].|\\[(?![hmsHMS]++])[^\\]]*+]?|(?i:general|standard|am/pm|a/p)");

    private static final Pattern LETTERS = Pattern.compile("[ymdhsYMDHS]");
    private static final int LONGEST = 1_000;

    private final List<Boolean> styles;
    /** The custom format of each style; empty for a built-in one. */
    private final List<String> formats;

    private DateFormats(List<Boolean> styles, List<String> formats) {
        this.styles = styles;
        this.formats = formats;
    }

    static DateFormats read(WorkbookPackage parts, @Nullable String part) throws Refused {
        Set<Integer> custom = new HashSet<>();
        Map<Integer, String> declared = new HashMap<>();
        List<Boolean> styles = new ArrayList<>();
        List<String> formats = new ArrayList<>();
        if (part == null || !parts.has(part)) {
            return new DateFormats(styles, formats);
        }
        Xml xml = parts.xml(part);
        xml.child();
        while (xml.child()) {
            switch (xml.name()) {
                case "numFmts" -> {
                    while (xml.child()) {
                        int id = xml.number("numFmtId");
                        String format = xml.attribute("formatCode");
                        declared.put(id, format == null ? "" : format);
                        if (isDateFormat(format)) {
                            custom.add(id);
                        }
                        xml.skip();
                    }
                }
                case "cellXfs" -> {
                    while (xml.child()) {
                        int id = xml.number("numFmtId");
                        styles.add(declared.containsKey(id) ? custom.contains(id) : isBuiltInDate(id));
                        formats.add(declared.getOrDefault(id, ""));
                        xml.skip();
                    }
                }
                default -> xml.skip();
            }
        }
        return new DateFormats(styles, formats);
    }

    boolean isDate(@Nullable String style) {
        int index = index(style);
        return index >= 0 && styles.get(index);
    }

    /** Whether who looks at a cell of that style sees its value. */
    boolean isShown(@Nullable String style, boolean isText) {
        int index = index(style);
        String format = index < 0 ? "" : formats.get(index);
        return format.isEmpty() || !(isText ? ShownAs.hidesTexts(format) : ShownAs.hidesNumbers(format));
    }

    /** Of the style among those of the workbook; below zero for none of them. */
    private int index(@Nullable String style) {
        int index = style == null ? 0 : style.matches("\\d{1,6}+") ? Integer.parseInt(style) : -1;
        return index < styles.size() ? index : -1;
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
