package org.opportune.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;

/** Looks the sentences of a file up, one line after the other. What is not understood is a finding that says what was meant. */
final class Sentences {
    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_WORDS = 200;

    private final Dictionary dictionary;
    private final String file;
    private final Findings findings;
    private final List<Sentence> conditions;
    private final List<Sentence> calls;

    Sentences(Dictionary dictionary, String file, Findings findings) {
        this.dictionary = dictionary;
        this.file = file;
        this.findings = findings;
        this.conditions = dictionary.language().sentences(dictionary.names().step(), true);
        this.calls = dictionary.language().sentences(dictionary.names().step(), false);
    }

    /**
     * What a line says.
     */
    record Said(int line, int column, List<Piece> pieces) {}

    /** Null with a finding when it is not understood. */
    @Nullable
    Said condition(SentenceLines.Line line, List<Word> words) {
        if (isRefused(line, words)) {
            return null;
        }
        LineReader reader =
                new LineReader(dictionary.language(), conditions, new SlotReader(dictionary, line.text(), words));
        List<Fit> fits = reader.read(0);
        if (reader.isExhausted()) {
            return tooComplex(line, "the sentence can be read in too many ways; write it as several lines");
        }
        return fits.isEmpty() ? unknown(line, words) : only(line, words, fits);
    }

    /** Null with a finding when it is not understood. */
    @Nullable
    Said call(SentenceLines.Line line, List<Word> words) {
        if (isRefused(line, words)) {
            return null;
        }
        SlotReader slots = new SlotReader(dictionary, line.text(), words);
        List<Fit> fits = calls(slots);
        return fits.isEmpty()
                ? wrong(line, new Guess(dictionary, slots, line.text()).of(calls, 0, words.size()), words)
                : only(line, words, fits);
    }

    boolean isUnderstood(SentenceLines.Line line, List<Word> words) {
        return isCondition(line, words) || isCall(line, words);
    }

    boolean isCondition(SentenceLines.Line line, List<Word> words) {
        SlotReader slots = new SlotReader(dictionary, line.text(), words);
        return !isTooLong(line, words)
                && !new LineReader(dictionary.language(), conditions, slots)
                        .read(0)
                        .isEmpty();
    }

    boolean isCall(SentenceLines.Line line, List<Word> words) {
        return !isTooLong(line, words)
                && !calls(new SlotReader(dictionary, line.text(), words)).isEmpty();
    }

    private List<Fit> calls(SlotReader slots) {
        SentenceMatcher matcher = new SentenceMatcher(slots);
        int end = slots.words().size();
        List<Fit> fits = new ArrayList<>();
        calls.forEach(sentence -> matcher.fits(sentence, 0, at -> at == end).forEach(fit -> Fit.add(fits, fit)));
        return fits;
    }

    private static boolean isTooLong(SentenceLines.Line line, List<Word> words) {
        return line.text().length() > LONGEST_LINE || words.size() > MOST_WORDS;
    }

    private boolean isRefused(SentenceLines.Line line, List<Word> words) {
        if (isTooLong(line, words)) {
            tooComplex(
                    line,
                    "a sentence has at most " + LONGEST_LINE + " characters and " + MOST_WORDS
                            + " words; write several");
            return true;
        } else if (words.get(0).is(">")) {
            Mistake.notInLanguage(
                            place(line, words.get(0)), "a line of DRL between sentences", "write it as a sentence")
                    .addTo(findings);
            return true;
        } else if (words.get(0).is("-") && words.size() > 1 && words.get(1).spaced()) {
            unknown(
                    line,
                    0,
                    words,
                    "a line does not begin with a dash; where a number is below zero, its sign stands right before it");
            return true;
        }
        return false;
    }

    private @Nullable Said tooComplex(SentenceLines.Line line, String message) {
        findings.in(Kind.TOO_COMPLEX, Place.of(file, line.number(), SentenceLines.column(line)), message);
        return null;
    }

    private @Nullable Said only(SentenceLines.Line line, List<Word> words, List<Fit> fits) {
        if (fits.size() == 1) {
            return new Said(line.number(), words.get(0).column(), fits.get(0).pieces());
        }
        String ways = fits.stream()
                .limit(3)
                .map(fit -> "'" + Nearest.shorten(fit.drl().replace("$", "")) + "'")
                .collect(Collectors.joining(" or "));
        return unknown(
                line, 0, words, "it can mean " + ways + "; word it otherwise, or give one of the two another label");
    }

    private @Nullable Said unknown(SentenceLines.Line line, List<Word> words) {
        List<Word> part = partsWithOneWrong(line, words).stream().findFirst().orElse(words);
        SlotReader slots = new SlotReader(dictionary, line.text(), part);
        return wrong(line, new Guess(dictionary, slots, line.text()).of(conditions, 0, part.size()), part);
    }

    /** Of alternatives, those that are not understood where another one is. */
    private List<List<Word>> partsWithOneWrong(SentenceLines.Line line, List<Word> words) {
        List<List<Word>> wrong = new ArrayList<>();
        int parts = 0;
        int start = 0;
        for (int at = 0; at <= words.size(); at++) {
            int or = at == words.size() ? 1 : dictionary.language().at(Language.OR, words, at);
            if (or > 0 && at > start) {
                List<Word> part = words.subList(start, at);
                parts++;
                SlotReader slots = new SlotReader(dictionary, line.text(), part);
                if (new LineReader(dictionary.language(), conditions, slots)
                        .read(0)
                        .isEmpty()) {
                    wrong.add(part);
                }
                start = at + or;
            }
        }
        return wrong.size() < parts ? wrong : List.of();
    }

    private @Nullable Said wrong(SentenceLines.Line line, Guess.Wrong wrong, List<Word> words) {
        return unknown(line, wrong.start(), words, wrong.message());
    }

    private @Nullable Said unknown(SentenceLines.Line line, int at, List<Word> words, String message) {
        findings.in(
                Kind.SENTENCE_UNKNOWN,
                place(line, words.get(at)),
                "the sentence '" + Nearest.shorten(line.text().strip()) + "' is not understood; " + message);
        return null;
    }

    private Place place(SentenceLines.Line line, Word word) {
        return Place.of(file, line.number(), word.column());
    }
}
