package org.opportune.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a custom number format of a workbook (ECMA-376 part 1, 18.8.31) shows of a cell: its value, or something that a reader takes for another. */
final class ShownAs {
    private static final Pattern TEXTS = Pattern.compile("\"[^\"]*+\"?|[\\\\_*].");
    private static final Pattern VALUE = Pattern.compile("[0#?@]|(?i:general|standard)|[ymdhsYMDHS]");
    /** Commas behind the last digit divide by thousands. */
    private static final Pattern SCALED = Pattern.compile("[0#?],+(?![0#?,])");

    private static final Pattern WHITE = Pattern.compile("\\[(?i:white|color ?2)]");

    private ShownAs() {}

    /** Whether some number is shown as nothing, as a text that stands in the format, or divided. */
    static boolean hidesNumbers(String format) {
        List<String> sections = sections(format);
        return WHITE.matcher(format).find()
                || sections.subList(0, Math.min(3, sections.size())).stream()
                        .anyMatch(section -> !VALUE.matcher(section).find()
                                || SCALED.matcher(section).find());
    }

    static boolean hidesTexts(String format) {
        List<String> sections = sections(format);
        return sections.size() > 3 && !sections.get(3).contains("@");
    }

    /** Without texts that only stand beside the value. */
    private static List<String> sections(String format) {
        return new ArrayList<>(List.of(TEXTS.matcher(format).replaceAll("").split(";", -1)));
    }
}
