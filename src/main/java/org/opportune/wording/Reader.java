package org.opportune.wording;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Problem;
import org.opportune.vocabulary.Terms;

/** Who reads an answer that is in words. */
public final class Reader {
    private static final int LONGEST_HEADER = 300;

    private Reader() {}

    /**
     * The rulebook's locale for them. Throws a 400 problem for what is no list of languages.
     *
     * @param languages as {@code Accept-Language} lists them; null for the rulebook's default
     */
    public static String locale(Terms terms, @Nullable String languages) {
        if (languages == null || languages.isBlank()) {
            return terms.defaultLocale();
        } else if (languages.length() > LONGEST_HEADER) {
            throw Problem.invalid("", "Accept-Language has more than " + LONGEST_HEADER + " characters");
        }
        try {
            String found = Locale.lookupTag(Locale.LanguageRange.parse(languages), terms.locales());
            return found == null
                    ? terms.defaultLocale()
                    : terms.locales().stream()
                            .filter(found::equalsIgnoreCase)
                            .findFirst()
                            .orElseThrow();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("", "Accept-Language is a list of languages such as fi, en;q=0.5");
        }
    }
}
