package org.opportune.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The texts of a workbook that its cells share, and the way in which every text of a workbook is written. */
final class SharedStrings {
    private static final int MOST = 1_000_000;
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private SharedStrings() {}

    static List<String> read(WorkbookPackage parts, @Nullable String part) throws Refused {
        List<String> texts = new ArrayList<>();
        if (part == null || !parts.has(part)) {
            return texts;
        }
        Xml xml = parts.xml(part);
        xml.child();
        while (xml.child()) {
            if (xml.name().equals("si")) {
                if (texts.size() == MOST) {
                    throw xml.refused("has more than " + MOST + " texts");
                }
                texts.add(text(xml));
            } else {
                xml.skip();
            }
        }
        return texts;
    }

    /** The text of an element {@code si} or {@code is}: its own or that of its runs; the reading aids of Japanese are no part of it. */
    static String text(Xml xml) throws Refused {
        StringBuilder text = new StringBuilder();
        while (xml.child()) {
            switch (xml.name()) {
                case "t" -> text.append(xml.text(most(text)));
                case "r" -> {
                    while (xml.child()) {
                        if (xml.name().equals("t")) {
                            text.append(xml.text(most(text)));
                        } else {
                            xml.skip();
                        }
                    }
                }
                default -> xml.skip();
            }
        }
        return plain(text.toString());
    }

    /** Excel writes a character that XML cannot hold as {@code _x000D_}, and an underscore that could be one as {@code _x005F_}. */
    static String plain(String text) {
        String decoded = text.contains("_x")
                ? ESCAPE.matcher(text)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))))
                : text;
        return Texts.normal(decoded).replace("\r\n", "\n").strip();
    }

    /** One more than a cell may hold, escapes included, so that it is seen to be too long. */
    private static int most(StringBuilder text) {
        return Math.max(0, 7 * Grid.LONGEST + 1 - text.length());
    }
}
