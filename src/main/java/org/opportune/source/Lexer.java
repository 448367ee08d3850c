package org.opportune.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.source.Token.Sort;

/** Cuts a text into tokens; every character has its place, and no text makes it slow or deep. */
final class Lexer {
    private static final String TYPOGRAPHIC = "\u201C\u201D\u201E\u2018\u2019\u201A\u00AB\u00BB";
    private static final Set<String> PAIRS = Set.of("==", "!=", "<=", ">=", "&&", "||", "->", "::");

    private final String text;
    private final Places places;
    private final Findings findings;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;
    private int lineStart;

    private Lexer(String text, Places places, Findings findings) {
        this.text = text;
        this.places = places;
        this.findings = findings;
    }

    /** The tokens, the last of which is the end. */
    static List<Token> read(String text, Places places, Findings findings) {
        return new Lexer(text, places, findings).read();
    }

    private List<Token> read() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n') {
                position++;
                line++;
                lineStart = position;
            } else if (Character.isWhitespace(c)
                    || Character.isSpaceChar(c)) { // a text processor's blank that does not break
                position++;
            } else if (text.startsWith("//", position)) {
                skipTo(text.indexOf('\n', position));
            } else if (text.startsWith("/*", position)) {
                comment();
            } else if (c == '"' || c == '\'') {
                string(String.valueOf(c));
            } else if (TYPOGRAPHIC.indexOf(c) >= 0) {
                findings.in(
                        Kind.SYNTAX,
                        place(position),
                        "'" + c
                                + "' is the quotation mark of a text processor; rules have straight ones, as in \"FI\"");
                string(TYPOGRAPHIC + "\"'");
            } else if (isDigit(c)) {
                add(Sort.NUMBER, Lexer::isNumberPart);
            } else if (Character.isJavaIdentifierStart(c)) {
                add(Sort.WORD, Character::isJavaIdentifierPart);
            } else {
                symbol();
            }
        }
        tokens.add(new Token(Sort.END, "", place(position), position));
        return tokens;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNumberPart(char c) {
        return c == '.' || Character.isJavaIdentifierPart(c);
    }

    private void add(Sort sort, CharTest part) {
        int start = position;
        while (position < text.length() && part.test(text.charAt(position))) {
            position++;
        }
        tokens.add(new Token(sort, text.substring(start, position), place(start), start));
    }

    private void symbol() {
        int length = position + 2 <= text.length() && PAIRS.contains(text.substring(position, position + 2))
                ? 2
                : Character.charCount(text.codePointAt(position));
        tokens.add(new Token(Sort.SYMBOL, text.substring(position, position + length), place(position), position));
        position += length;
    }

    private void comment() {
        int end = text.indexOf("*/", position + 2);
        if (end < 0) {
            findings.in(Kind.SYNTAX, place(position), "the comment does not end; close it with */");
            skipTo(-1);
        } else {
            skipTo(end + 2);
        }
    }

    private void skipTo(int end) {
        int stop = end < 0 ? text.length() : end;
        while (position < stop) {
            if (text.charAt(position) == '\n') {
                line++;
                lineStart = position + 1;
            }
            position++;
        }
    }

    private void string(String closing) {
        int start = position;
        StringBuilder content = new StringBuilder();
        position++;
        while (position < text.length() && text.charAt(position) != '\n') {
            char c = text.charAt(position++);
            if (closing.indexOf(c) >= 0) {
                tokens.add(new Token(Sort.STRING, content.toString(), place(start), start));
                return;
            }
            if (c == '\\') {
                char next = position < text.length() ? text.charAt(position) : '\n';
                if (next != '"' && next != '\'' && next != '\\') {
                    findings.in(
                            Kind.NOT_IN_LANGUAGE,
                            place(position - 1),
                            "the escape '\\" + (next == '\n' ? "" : String.valueOf(next))
                                    + "' is not part of the rules' language; write the character itself");
                } else {
                    c = next;
                    position++;
                }
            }
            content.append(c);
        }
        findings.in(Kind.SYNTAX, place(start), "the text does not end on its line; close it with " + closing.charAt(0));
        tokens.add(new Token(Sort.STRING, content.toString(), place(start), start));
    }

    private Place place(int offset) {
        return places.at(line, offset - lineStart + 1);
    }

    @FunctionalInterface
    private interface CharTest {
        boolean test(char c);
    }
}
