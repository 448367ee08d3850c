package org.opportune.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Kind;
import org.opportune.kernel.LookAlikes;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;

/** Tells the lines with which rules begin, also where the word for it is misspelt or the name stands without its quotes. */
final class RuleStarts {
    private final Language language;
    private final Keywords keywords;
    private final Sentences sentences;
    private final String file;

    RuleStarts(Language language, Keywords keywords, Sentences sentences, String file) {
        this.language = language;
        this.keywords = keywords;
        this.sentences = sentences;
        this.file = file;
    }

    /**
     * Null where no rule begins.
     *
     * @param outside whether the line stands behind the end of a rule, where nothing else can be meant
     */
    @Nullable
    RuleStart of(SentenceLines.Line line, boolean outside) {
        List<Word> words;
        Mistake broken = null;
        try {
            words = Words.read(line.text(), column -> Place.of(file, line.number(), column));
        } catch (Mistake mistake) {
            words = Words.of(line.text());
            broken = mistake;
        }
        int length = language.at(Language.RULE, words, 0);
        if (broken != null) {
            return length > 0 ? nameless(line, broken) : null;
        }
        if (length > 0 && words.size() > length && words.get(length).sort() == Word.Sort.QUOTE) {
            return named(line, words, length, null);
        }
        int quote = length;
        while (quote < words.size() && words.get(quote).sort() == Word.Sort.SIGN) {
            quote++;
        }
        if (length > 0 && quote < words.size() && words.get(quote).sort() == Word.Sort.QUOTE) {
            return named(line, words, quote, expected("the rule's name in quotes", line, words.get(length)));
        }
        if (length > 0 && (outside || !sentences.isUnderstood(line, words))) {
            return nameless(line, withoutQuotes(line, words.get(length - 1)));
        }
        boolean like = words.size() > 1
                && words.get(1).sort() == Word.Sort.QUOTE
                && (outside || keywords.isNearly(Language.RULE, words.get(0)));
        if (like && (outside || !sentences.isUnderstood(line, words))) {
            return named(line, words, 1, expected("'" + language.word(Language.RULE) + "'", line, words.get(0)));
        }
        return outside && keywords.of(List.of(Language.WHEN), words) != null
                ? new RuleStart(
                        line,
                        null,
                        words,
                        0,
                        expected(
                                "'" + language.word(Language.RULE) + " \"…\"' and the rule's name before it",
                                line,
                                words.get(0)))
                : null;
    }

    private static RuleStart named(SentenceLines.Line line, List<Word> words, int name, @Nullable Mistake wrong) {
        Word quoted = words.get(name);
        return new RuleStart(line, quoted, words.subList(name + 1, words.size()), quoted.end(), wrong);
    }

    private static RuleStart nameless(SentenceLines.Line line, Mistake wrong) {
        return new RuleStart(line, null, List.of(), line.text().length(), wrong);
    }

    private Mistake withoutQuotes(SentenceLines.Line line, Word keyword) {
        String name = line.text().substring(keyword.end()).strip();
        int column = name.isEmpty() ? keyword.end() + 1 : line.text().indexOf(name, keyword.end()) + 1;
        return new Mistake(
                Kind.SYNTAX,
                Place.of(file, line.number(), column),
                name.isEmpty()
                        ? "expected the rule's name in quotes, the sentence that people read as the reason"
                        : "a rule's name stands in quotes; write: " + language.word(Language.RULE) + " \""
                                + Nearest.shorten(name) + "\"");
    }

    private Mistake expected(String what, SentenceLines.Line line, Word found) {
        String typed = line.text().substring(found.start(), found.end());
        return new Mistake(
                Kind.SYNTAX,
                Place.of(file, line.number(), found.column()),
                "expected " + what + ", found '" + Nearest.shorten(typed) + "'" + LookAlikes.in(typed));
    }
}
