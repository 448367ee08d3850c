package org.opportune.kernel;

import org.jspecify.annotations.Nullable;

/** What somebody must say in words, for those who read it later. */
public final class Sentence {
    private Sentence() {}

    /**
     * Without the blanks around it; a problem when nothing is left, it is too long or holds control characters.
     *
     * @param pointer where it stands in the request
     */
    public static String of(String pointer, @Nullable String given, int longest) {
        String text = given == null ? "" : given.strip();
        if (text.isEmpty() || text.length() > longest || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw Problem.invalid(pointer, "a sentence of 1 to " + longest + " characters is needed here");
        }
        return text;
    }
}
