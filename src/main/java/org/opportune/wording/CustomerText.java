package org.opportune.wording;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.HiddenCharacters;

/** What a customer, or somebody in their name, has written, made fit to stand in a text of ours. */
final class CustomerText {
    /** The longest value that a text takes, in characters. */
    static final int LONGEST = 100;

    /** Between these a text of the other direction does not move what stands around it; see UAX 9, isolates. */
    private static final String ISOLATE = "\u2068";

    private static final String END = "\u2069";

    private CustomerText() {}

    /** On one line, of a bounded length, without characters that nobody sees; null when nothing is left to see. */
    static @Nullable String clean(String value) {
        StringBuilder out = new StringBuilder(Math.min(value.length(), LONGEST * 2));
        int length = 0;
        boolean isSeen = false;
        boolean isBlank = false;
        String visible = HiddenCharacters.CONTENT.without(value);
        for (int at = 0; at < visible.length(); at += Character.charCount(visible.codePointAt(at))) {
            int c = visible.codePointAt(at);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                isBlank = length > 0;
                continue;
            }
            if (length + (isBlank ? 1 : 0) >= LONGEST) {
                out.append('…');
                break;
            }
            if (isBlank) {
                out.append(' ');
                length++;
                isBlank = false;
            }
            out.appendCodePoint(c);
            length++;
            isSeen |= !isMark(c);
        }
        return isSeen ? out.toString() : null;
    }

    /** The same within a text that runs in a direction. */
    static @Nullable String say(String value, boolean isRightToLeft) {
        String clean = clean(value);
        if (clean == null || clean.codePoints().noneMatch(c -> isRightToLeft ? isLeft(c) : isRight(c))) {
            return clean;
        }
        return ISOLATE + clean + END;
    }

    /** As a component of a URL. A value of dots alone would be read as a way up, so that it is none. */
    static @Nullable String encode(String value) {
        String clean = clean(value);
        return clean == null || clean.chars().allMatch(c -> c == '.')
                ? null
                : URLEncoder.encode(clean, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.FORMAT;
    }

    private static boolean isLeft(int c) {
        return Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
    }

    private static boolean isRight(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
