package org.opportune.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.LookAlikes;
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
    private final Misplaced misplaced;

    Sentences(Dictionary dictionary, Languages languages, String file, Findings findings) {
        this.dictionary = dictionary;
        this.file = file;
        this.findings = findings;
        this.conditions = dictionary.language().sentences(dictionary.names().step(), true);
        this.calls = dictionary.language().sentences(dictionary.names().step(), false);
        this.misplaced = new Misplaced(this, dictionary, languages);
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
        if (fits.isEmpty()) {
            return unknown(line, words);
        }
        String range = range(line, words);
        return range == null ? only(line, words, fits) : unknown(line, 0, words, range);
    }

    /** Null with a finding when it is not understood. */
    @Nullable
    Said call(SentenceLines.Line line, List<Word> words) {
        if (isRefused(line, words)) {
            return null;
        }
        SlotReader slots = new SlotReader(dictionary, line.text(), words);
        List<Fit> fits = calls(slots);
        String elsewhere = fits.isEmpty() ? misplaced.call(line, words) : null;
        if (elsewhere != null) {
            return misplaced(line, words, elsewhere);
        }
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
        } else if (depth(words) > ExpressionReader.DEEPEST) {
            tooComplex(
                    line,
                    "the sentence has more than " + ExpressionReader.DEEPEST
                            + " brackets within each other; write simpler rules");
            return true;
        } else if (bracket(words) >= 0) {
            int at = bracket(words);
            unknown(
                    line,
                    at,
                    words,
                    words.get(at).is("(")
                            ? "this bracket is not closed; a line is a sentence of its own, so close it on its line"
                            : "this bracket is not opened; a line is a sentence of its own, so open it on its line");
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

    private static int depth(List<Word> words) {
        int depth = 0;
        int deepest = 0;
        for (Word word : words) {
            depth += word.is("(") ? 1 : word.is(")") ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    /** The one without its other half; -1 when there is none. */
    private static int bracket(List<Word> words) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int at = 0; at < words.size(); at++) {
            if (words.get(at).is("(")) {
                open.push(at);
            } else if (words.get(at).is(")") && open.poll() == null) {
                return at;
            }
        }
        return open.isEmpty() ? -1 : open.getLast();
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
        String elsewhere = misplaced.condition(line, words);
        if (elsewhere != null) {
            return misplaced(line, words, elsewhere);
        }
        List<List<Word>> parts = new ArrayList<>(parts(words, List.of(Language.AND)));
        parts.add(words);
        for (List<Word> part : parts) {
            Rewording rewording = rewording(line, part);
            String meant = isCondition(line, part)
                    ? rewording.dash()
                    : Stream.<Supplier<@Nullable String>>of(
                                    () -> rewording(line, commas(part)).list(), rewording::dash, rewording::sign)
                            .map(Supplier::get)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null);
            if (meant != null) {
                return unknown(line, 0, part, meant);
            }
        }
        List<Word> part = partsWithOneWrong(line, words).stream().findFirst().orElse(words);
        String meant = rewording(line, part).ofOneProperty();
        SlotReader slots = new SlotReader(dictionary, line.text(), part);
        return meant == null
                ? wrong(line, new Guess(dictionary, slots, line.text()).of(conditions, 0, part.size()), part)
                : unknown(line, 0, part, meant);
    }

    /** With commas for the words that join. */
    private List<Word> commas(List<Word> words) {
        List<Word> commas = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            Word word = words.get(at);
            int length = Math.max(
                    dictionary.language().at(Language.AND, words, at),
                    dictionary.language().at(Language.OR, words, at));
            if (length > 0) {
                at += length - 1;
                commas.add(new Word(
                        Word.Sort.SIGN, ",", word.start(), words.get(at).end(), word.spaced()));
            } else {
                commas.add(word);
            }
        }
        return commas;
    }

    /** Two numbers with a dash between them, which would be reckoned with; null where there are none. */
    private @Nullable String range(SentenceLines.Line line, List<Word> words) {
        boolean dash = false;
        for (int i = 1; i + 1 < words.size(); i++) {
            dash |= words.get(i).is("-")
                    && words.get(i - 1).sort() == Word.Sort.NUMBER
                    && words.get(i + 1).sort() == Word.Sort.NUMBER;
        }
        return (dash ? parts(words, List.of(Language.AND, Language.OR)) : List.<List<Word>>of())
                .stream()
                        .map(part -> rewording(line, part).dash())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private Rewording rewording(SentenceLines.Line line, List<Word> words) {
        return new Rewording(conditions, new SlotReader(dictionary, line.text(), words), line.text());
    }

    /** What stands between these keywords. */
    private List<List<Word>> parts(List<Word> words, List<String> keywords) {
        List<List<Word>> parts = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= words.size(); at++) {
            int length = at == words.size() ? 1 : 0;
            for (String keyword : keywords) {
                length = Math.max(length, dictionary.language().at(keyword, words, at));
            }
            if (length > 0 && at > start) {
                parts.add(words.subList(start, at));
                start = at + length;
            }
        }
        return parts;
    }

    /** Of sentences that are joined, those that are not understood where another one is. */
    private List<List<Word>> partsWithOneWrong(SentenceLines.Line line, List<Word> words) {
        List<List<Word>> parts = parts(words, List.of(Language.AND, Language.OR));
        List<List<Word>> wrong =
                parts.stream().filter(part -> !isCondition(line, part)).toList();
        return wrong.size() < parts.size() ? wrong : List.of();
    }

    private @Nullable Said misplaced(SentenceLines.Line line, List<Word> words, String why) {
        findings.in(
                Kind.SENTENCE_UNKNOWN,
                place(line, words.get(0)),
                "the sentence '" + Nearest.shorten(line.text().strip()) + "' cannot stand here: " + why);
        return null;
    }

    private @Nullable Said wrong(SentenceLines.Line line, Guess.Wrong wrong, List<Word> words) {
        boolean mayBeKnown = wrong.isOffer() && !dictionary.names().hasAllOffers();
        return mayBeKnown ? null : unknown(line, wrong.start(), words, wrong.message());
    }

    private @Nullable Said unknown(SentenceLines.Line line, int at, List<Word> words, String message) {
        findings.in(
                Kind.SENTENCE_UNKNOWN,
                place(line, words.get(at)),
                "the sentence '" + Nearest.shorten(line.text().strip()) + "' is not understood; " + message
                        + (message.contains("U+") ? "" : lookAlike(line, words)));
        return null;
    }

    /** The first word whose letters are of two alphabets. */
    private static String lookAlike(SentenceLines.Line line, List<Word> words) {
        return words.stream()
                .map(word -> line.text().substring(word.start(), word.end()))
                .filter(word -> !LookAlikes.in(word).isEmpty())
                .findFirst()
                .map(word -> "; look at '" + Nearest.shorten(word) + "'" + LookAlikes.in(word))
                .orElse("");
    }

    private Place place(SentenceLines.Line line, Word word) {
        return Place.of(file, line.number(), word.column());
    }
}
