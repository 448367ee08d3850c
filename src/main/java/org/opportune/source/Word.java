package org.opportune.source;

/**
 * A piece of a sentence.
 *
 * @param text what it is compared by; of a quoted text, its content
 * @param start of its first character in the line
 * @param spaced whether space stands before it
 */
record Word(Sort sort, String text, int start, int end, boolean spaced) {
    enum Sort {
        WORD,
        NUMBER,
        SIGN,
        QUOTE
    }

    boolean is(String word) {
        return sort != Sort.QUOTE && text.equals(word);
    }

    boolean same(Word other) {
        return sort == other.sort && text.equals(other.text);
    }

    int column() {
        return start + 1;
    }
}
