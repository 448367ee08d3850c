package org.opportune.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.source.Word.Sort;

/**
 * Cuts a sentence, or a label that stands in sentences, into words. Letters of all cases, dashes, quotation marks and wide signs are each taken as one, and
 * space tells words apart only where a script needs it, so that what looks the same is the same. A character of Chinese is a word by itself.
 */
final class Words {
    private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\u05BE";
    private static final String OPENING = "\"\u201C\u201E\u201D\u00AB\u300C";
    private static final List<String> CLOSING = List.of("\"", "\u201D", "\u201C\u201D", "\u201D", "\u00BB", "\u300D");

    private final String line;
    private final @Nullable IntFunction<Place> places;
    private final List<Word> words = new ArrayList<>();
    private int position;
    private boolean spaced;

    /** Without places nothing is a quoted text. */
    private Words(String line, @Nullable IntFunction<Place> places) {
        this.line = line;
        this.places = places;
    }

    /** Of a label, or of what is written by us. */
    static List<Word> of(String text) {
        return new Words(text, null).read();
    }

    /** Up to a comment. A {@link Mistake} where a quoted text is not one. */
    static List<Word> read(String line, IntFunction<Place> places) {
        return new Words(line, places).read();
    }

    private List<Word> read() {
        while (position < line.length() && (places == null || !line.startsWith("//", position))) {
            int c = line.codePointAt(position);
            if (isSpace(c)) {
                position++;
                spaced = true;
            } else if (isGershayim()) {
                one(Sort.SIGN, "\u05F4");
            } else if (places != null && OPENING.indexOf(c) >= 0) {
                quote(CLOSING.get(OPENING.indexOf(c)), places);
            } else if (digit(c) >= 0) {
                many(Sort.NUMBER);
            } else if (isWord(c) && !isAlone(c)) {
                many(Sort.WORD);
            } else {
                one(isWord(c) ? Sort.WORD : Sort.SIGN, sign(c));
            }
        }
        return words;
    }

    private void add(Sort sort, String text, int start) {
        words.add(new Word(sort, text, start, position, spaced || words.isEmpty()));
        spaced = false;
    }

    private void one(Sort sort, String text) {
        int start = position;
        position += Character.charCount(line.codePointAt(position));
        add(sort, text, start);
    }

    private void many(Sort sort) {
        int start = position;
        int zero = zero(line.codePointAt(position));
        StringBuilder text = new StringBuilder();
        while (position < line.length()) {
            int c = line.codePointAt(position);
            boolean part = sort == Sort.NUMBER ? digit(c) >= 0 && zero(c) == zero : isWord(c) && !isAlone(c);
            if (!part) {
                break;
            }
            text.appendCodePoint(sort == Sort.NUMBER ? '0' + digit(c) : fold(c));
            position += Character.charCount(c);
        }
        add(sort, text.toString(), start);
    }

    private void quote(String closing, IntFunction<Place> places) {
        int start = position++;
        StringBuilder content = new StringBuilder();
        while (position < line.length()) {
            char c = line.charAt(position++);
            if (closing.indexOf(c) >= 0) {
                add(Sort.QUOTE, content.toString(), start);
                return;
            }
            if (c == '\\') {
                char next = position < line.length() ? line.charAt(position) : '\n';
                if (next != '\\' && OPENING.indexOf(next) < 0 && closing.indexOf(next) < 0) {
                    throw Mistake.notInLanguage(
                            places.apply(position), "the escape '\\" + next + "'", "write the character itself");
                }
                c = next;
                position++;
            }
            content.append(c);
        }
        throw new Mistake(
                Kind.SYNTAX, places.apply(start + 1), "the text does not end on its line; close it with " + closing);
    }

    /** What Hebrew writes inside an abbreviation is typed as a quotation mark. */
    private boolean isGershayim() {
        char c = line.charAt(position);
        return c == '\u05F4' || (c == '"' && position > 0 && isHebrew(position - 1) && isHebrew(position + 1));
    }

    private boolean isHebrew(int at) {
        return at < line.length() && line.charAt(at) >= '\u05D0' && line.charAt(at) <= '\u05EA';
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Of any script that people write numbers in; those for formulas are letters to them. */
    private static int digit(int c) {
        return Character.isBmpCodePoint(c) ? Character.digit(c, 10) : -1;
    }

    /** The zero of a digit's script: a number is written in one. */
    private static int zero(int c) {
        return c - Math.max(0, digit(c));
    }

    private static boolean isWord(int c) {
        int type = Character.getType(c);
        return Character.isLetter(c) || type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Scripts that do not write space between words. */
    private static boolean isAlone(int c) {
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || script == Character.UnicodeScript.THAI;
    }

    private static int fold(int c) {
        int narrow = c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
        return Character.toLowerCase(Character.toUpperCase(narrow));
    }

    private static String sign(int c) {
        if (DASHES.indexOf(c) >= 0) {
            return "-";
        }
        return switch (c) {
            case '\u00D7' -> "*";
            case '\u00F7' -> "/";
            case '\u3001' -> ",";
            case '\u3002' -> ".";
            case '\u2018', '\u2019', '\u05F3' -> "'";
            default -> Character.toString(fold(c));
        };
    }
}
