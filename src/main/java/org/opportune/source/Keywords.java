package org.opportune.source;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;

/** Finds the words that part a rule, and what a misspelt one was meant to be. */
final class Keywords {
    private final Language language;

    Keywords(Language language) {
        this.language = language;
    }

    /** The keyword that a line is, of these; null for none. */
    @Nullable
    String of(List<String> keywords, List<Word> words) {
        return keywords.stream()
                .filter(keyword -> language.is(keyword, words))
                .findFirst()
                .orElse(null);
    }

    /** The keyword that a line was most likely meant to be, the earliest of several; null for none. */
    @Nullable
    String meant(List<String> keywords, List<Word> words) {
        String typed = words.stream()
                .filter(word -> word.sort() == Word.Sort.WORD)
                .map(Word::text)
                .collect(Collectors.joining(" "));
        boolean other =
                words.stream().anyMatch(word -> word.sort() == Word.Sort.NUMBER || word.sort() == Word.Sort.QUOTE);
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String keyword : other ? List.<String>of() : keywords) {
            int distance = distance(keyword, typed);
            if (distance < least) {
                least = distance;
                nearest = keyword;
            }
        }
        return nearest;
    }

    /** Whether a word was meant to be a keyword. */
    boolean isNearly(String keyword, Word word) {
        return word.sort() == Word.Sort.WORD && distance(keyword, word.text()) < Integer.MAX_VALUE;
    }

    private int distance(String keyword, String typed) {
        return language.words(keyword).stream()
                .filter(word -> Nearest.distance(typed, word) <= allowed(word))
                .mapToInt(word -> Nearest.distance(typed, word))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static int allowed(String word) {
        return Math.min(word.length() - 1, word.length() <= 3 ? 1 : 2);
    }
}
