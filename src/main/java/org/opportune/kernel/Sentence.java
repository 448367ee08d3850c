package org.opportune.kernel;

import org.jspecify.annotations.Nullable;

/** What somebody must say in words, for those who read it later. */
public final class Sentence {
    private Sentence() {}

    /**
     * Without the blanks around it; a problem when nothing is left, it is too long, or holds characters that those who read it would not see.
     *
     * @param pointer where it stands in the request
     */
    public static String of(String pointer, @Nullable String given, int longest) {
        String text = given == null ? "" : given.strip();
        if (text.isEmpty() || text.length() > longest) {
            throw Problem.invalid(pointer, "a sentence of 1 to " + longest + " characters is needed here");
        }
        String hidden = HiddenCharacters.CONTENT.first(text);
        if (hidden != null) {
            throw Problem.invalid(pointer, hidden);
        }
        return text;
    }
}
