package org.opportune.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a line of conditions: sentences, joined by the language's words for and, which binds more, and or, with brackets where it needs them. */
final class LineReader {
    /** Names that hold the words that join sentences double the readings with each of them. */
    private static final int MOST_FITS = 300;

    private final Language language;
    private final List<Sentence> sentences;
    private final List<Word> words;
    private final SentenceMatcher matcher;
    private final Map<Integer, List<Fit>> alternatives = new HashMap<>();
    private final Map<Integer, List<Fit>> sentencesAt = new HashMap<>();
    private int depth;
    private boolean hasTooMany;

    LineReader(Language language, List<Sentence> sentences, SlotReader slots) {
        this.language = language;
        this.sentences = sentences;
        this.words = slots.words();
        this.matcher = new SentenceMatcher(slots);
    }

    /** Each different thing that the whole line can mean: none, one, or more where it is not clear. */
    List<Fit> read(int start) {
        return any(start).stream().filter(fit -> fit.end() == words.size()).toList();
    }

    boolean isExhausted() {
        return hasTooMany || matcher.isExhausted();
    }

    private List<Fit> any(int at) {
        List<Fit> known = alternatives.get(at);
        if (known == null) {
            known = joined(Language.OR, "||", at);
            alternatives.put(at, known);
        }
        return known;
    }

    private List<Fit> all(int at) {
        return joined(Language.AND, "&&", at);
    }

    private List<Fit> joined(String keyword, String sign, int start) {
        boolean or = keyword.equals(Language.OR);
        List<Fit> fits = new ArrayList<>(or ? all(start) : one(start));
        int single = fits.size();
        for (int i = 0; i < fits.size() && !isExhausted(); i++) {
            Fit fit = i < single ? bracketed(fits.get(i)) : fits.get(i);
            int length = language.at(keyword, words, fit.end());
            if (length > 0) {
                int next = fit.end() + length;
                Piece join = Piece.of(sign, words.get(fit.end()).column());
                for (Fit more : or ? all(next) : one(next)) {
                    Fit.add(fits, fit.then(join, bracketed(more)));
                }
                hasTooMany |= fits.size() > MOST_FITS;
            }
        }
        return fits;
    }

    private static Fit bracketed(Fit fit) {
        return fit.inside("(", ")", fit.end());
    }

    private List<Fit> one(int at) {
        if (at >= words.size() || depth > ExpressionReader.DEEPEST) {
            return List.of();
        }
        List<Fit> known = sentencesAt.get(at);
        if (known != null) {
            return known;
        }
        List<Fit> fits = new ArrayList<>();
        for (Sentence sentence : sentences) {
            matcher.fits(sentence, at, this::stops).forEach(fit -> Fit.add(fits, fit));
        }
        if (words.get(at).is("(")) {
            depth++;
            for (Fit inner : any(at + 1)) {
                if (inner.end() < words.size() && words.get(inner.end()).is(")")) {
                    Fit.add(fits, bracketed(new Fit(inner.end() + 1, inner.pieces(), null)));
                }
            }
            depth--;
        }
        sentencesAt.put(at, fits);
        return fits;
    }

    private boolean stops(int at) {
        return at == words.size()
                || words.get(at).is(")")
                || language.at(Language.OR, words, at) > 0
                || language.at(Language.AND, words, at) > 0;
    }
}
