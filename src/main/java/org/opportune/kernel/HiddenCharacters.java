package org.opportune.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Characters that nobody sees, or that make a text read otherwise than it is: what an approver reads must be what the server reads. By Unicode's
 * Default_Ignorable_Code_Point, Bidi_Control and the general categories, see UAX 44 and UTS 39.
 */
public enum HiddenCharacters {
    /** Rules: nothing that is not seen, and no escapes that stand for it. */
    RULES("\\\\u+"),
    /** Vocabulary and terms: labels in any script; escapes of YAML would bring in by its parser what was not seen here. */
    LABELS("\\\\[uUxNLPe0abvf]"),
    /** Offers and cases: texts in any script, in a format without escapes. */
    CONTENT(null);

    private static final int MOST_A_FILE = 10;

    private final Pattern escape;

    HiddenCharacters(@Nullable String escape) {
        this.escape = Pattern.compile(escape == null ? "(?!)" : escape);
    }

    /** Which of them a file is judged by. */
    public static HiddenCharacters of(String path) {
        if (path.endsWith(".yaml")) {
            return LABELS;
        }
        boolean data = path.endsWith(".csv") && (path.startsWith("offers/") || path.endsWith(".cases.csv"));
        return data ? CONTENT : RULES;
    }

    /** Gives a finding for each of them, at its line and column. */
    public void check(String file, String text, Findings findings) {
        int[] found = {0, 0};
        find(text, (at, what) -> {
            if (++found[0] <= MOST_A_FILE) {
                findings.in(Kind.HIDDEN_CHARACTER, place(file, text, at), what);
            } else if (found[0] == MOST_A_FILE + 1) {
                found[1] = at;
            }
        });
        if (found[0] > MOST_A_FILE) {
            String more =
                    "and " + (found[0] - MOST_A_FILE) + " more such characters in this file, not shown one by one";
            findings.in(Kind.HIDDEN_CHARACTER, place(file, text, found[1]), more);
        }
    }

    /** Gives a finding for the first of them in a cell. */
    public void check(Place cell, String text, Findings findings) {
        String what = first(text);
        if (what != null) {
            findings.in(Kind.HIDDEN_CHARACTER, cell, what);
        }
    }

    /** What the first of them is; null when there is none. */
    public @Nullable String first(String text) {
        List<String> all = new ArrayList<>();
        find(text, (at, what) -> all.add(what));
        return all.isEmpty() ? null : all.get(0);
    }

    /** The text without them; line breaks and tabs stay. */
    public String without(String text) {
        return text.codePoints()
                .filter(c -> c != '\r' && !isHidden(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void find(String text, BiConsumer<Integer, String> found) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            if (c == '\r' ? !isLineEnd(text, at) : isHidden(c)) {
                found.accept(at, show(c) + "; nobody sees it, so it may not stand here: delete it");
            }
        }
        Matcher matcher = escape.matcher(text);
        while (matcher.find()) {
            found.accept(
                    matcher.start(),
                    "'"
                            + text.substring(matcher.start(), Math.min(text.length(), matcher.start() + 6))
                                    .replaceAll("\\s.*", "")
                            + "' stands for a character that nobody sees here; write the character itself");
        }
    }

    private static boolean isLineEnd(String text, int at) {
        return at + 1 < text.length() && text.charAt(at + 1) == '\n';
    }

    private boolean isHidden(int c) {
        if (c < 0x7F) {
            return c < ' ' && c != '\n' && c != '\t';
        }
        if (isShaping(c)) {
            return this == RULES;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> !isVisibleFormat(c);
            case Character.PRIVATE_USE -> this == RULES;
            default -> isIgnorable(c);
        };
    }

    /** What joins letters (Persian, Indic) and chooses the form of a letter or an emoji. */
    private static boolean isShaping(int c) {
        return c == 0x200C
                || c == 0x200D
                || c == 0x034F
                || (c >= 0x180B && c <= 0x180D)
                || c == 0x180F
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF);
    }

    /** Signs of numbers and verses that are of the category Format and yet drawn. */
    private static boolean isVisibleFormat(int c) {
        return (c >= 0x0600 && c <= 0x0605)
                || c == 0x06DD
                || c == 0x070F
                || c == 0x08E2
                || c == 0x0890
                || c == 0x0891
                || c == 0x110BD
                || c == 0x110CD;
    }

    /** What is ignored in drawing though its category is that of a letter or not assigned; the blank of Braille; what is no character. */
    private static boolean isIgnorable(int c) {
        return c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c == 0x2065
                || c == 0x2800
                || c == 0x3164
                || c == 0xFFA0
                || (c >= 0xFFF0 && c <= 0xFFFC)
                || (c >= 0xE0000 && c <= 0xE0FFF)
                || (c >= 0xFDD0 && c <= 0xFDEF)
                || (c & 0xFFFE) == 0xFFFE;
    }

    private static String show(int c) {
        String name = Character.getName(c);
        return String.format(Locale.ROOT, "the character U+%04X", c) + (name == null ? "" : " (" + name + ")");
    }

    public static Place place(String file, String text, int at) {
        int line = 1;
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) {
            line++;
            start = end + 1;
        }
        return Place.of(file, line, at - start + 1);
    }
}
