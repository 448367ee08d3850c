package org.opportune.source;

import org.opportune.kernel.Place;

/**
 * A word of a rule file.
 *
 * @param text as it stands there; of a string, its content without quotes and escapes
 * @param offset of its first character in the text, to say what lies between two tokens
 */
record Token(Sort sort, String text, Place place, int offset) {
    enum Sort {
        WORD,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    boolean is(String symbolOrWord) {
        return (sort == Sort.SYMBOL || sort == Sort.WORD) && text.equals(symbolOrWord);
    }

    boolean isWord() {
        return sort == Sort.WORD;
    }

    /** As a message shows it. */
    String shown() {
        return switch (sort) {
            case END -> "the end of the text";
            case STRING -> "\"" + org.opportune.kernel.Nearest.shorten(text) + "\"";
            default -> "'" + org.opportune.kernel.Nearest.shorten(text) + "'";
        };
    }
}
