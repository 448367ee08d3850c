package org.opportune.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Fact;
import org.opportune.model.Term.Ref;
import org.opportune.source.WrittenDates.Written;
import org.opportune.vocabulary.Type;

/** Reads what fills a slot in one line. It is looked up or is a literal, and printed anew: no text of the line is taken over but as a quoted text. */
final class SlotReader {
    private static final int MOST_VALUES = 200;

    private final Dictionary dictionary;
    private final String line;
    private final List<Word> words;
    private final Amounts amounts;
    private final WrittenDates dates;
    private final Map<Asked, List<Fit>> read = new HashMap<>();

    SlotReader(Dictionary dictionary, String line, List<Word> words) {
        this.dictionary = dictionary;
        this.line = line;
        this.words = words;
        this.amounts = new Amounts(words, dictionary.language());
        this.dates = new WrittenDates(words, dictionary.language().locale());
    }

    private record Asked(
            Slot slot,
            int at,
            @Nullable Fact fact,
            @Nullable Ref subject) {}

    List<Word> words() {
        return words;
    }

    /**
     * What can fill the slot with the words from one on.
     *
     * @param fact whose properties alone are meant; null for any
     * @param subject the property whose value is read, for a slot of values
     */
    List<Fit> read(Slot slot, int at, @Nullable Fact fact, @Nullable Ref subject) {
        if (at >= words.size()) {
            return List.of();
        }
        Asked asked = new Asked(slot, at, fact, subject);
        List<Fit> known = read.get(asked);
        if (known == null) {
            known = List.copyOf(find(slot, at, fact, subject));
            read.put(asked, known);
        }
        return known;
    }

    private List<Fit> find(Slot slot, int at, @Nullable Fact fact, @Nullable Ref subject) {
        List<Fit> fits = new ArrayList<>();
        int column = words.get(at).column();
        switch (slot) {
            case NUMBER, TEXT, SET, FLAG, DAY, TIME, PROPERTY -> fits.addAll(properties(slot, at, fact));
            case AMOUNT -> fits.addAll(amounts(at));
            case FORMULA -> fits.addAll(new FormulaReader(this, fact).at(at));
            case VALUE -> fits.addAll(value(at, subject));
            case VALUES -> fits.addAll(values(at, subject));
            case DATE, MOMENT -> {
                fits.addAll(properties(slot, at, fact));
                fits.addAll(slot == Slot.DATE ? day(at) : time(at));
            }
            case WORDS -> fits.addAll(quoted(at));
            case STAGE, SEGMENT, SCORE, OFFER -> {
                dictionary
                        .ids(slot)
                        .at(words, at)
                        .forEach(found -> fits.add(Fit.of(found.end(), Piece.text(found.thing(), column))));
                dictionary
                        .ids(slot)
                        .called(words.get(at))
                        .forEach(id -> fits.add(Fit.of(at + 1, Piece.text(id, column))));
                if (fits.isEmpty()) {
                    fits.addAll(quoted(at));
                }
            }
            case POINTS, QUANTITY -> {
                fits.addAll(amounts(at));
                refs(slot, at, fact)
                        .forEach(found -> fits.add(Fit.of(found.end(), Piece.bound(found.thing(), column))));
            }
        }
        return fits;
    }

    private List<Labels.Found<Ref>> refs(Slot slot, int at, @Nullable Fact fact) {
        return dictionary.properties(slot).at(words, at).stream()
                .filter(found -> fact == null || found.thing().fact() == fact)
                .toList();
    }

    List<Fit> properties(Slot slot, int at, @Nullable Fact fact) {
        return refs(slot, at, fact).stream()
                .map(found -> new Fit(
                        found.end(),
                        List.of(Piece.of(found.thing(), words.get(at).column())),
                        found.thing()))
                .toList();
    }

    List<Fit> amounts(int at) {
        return amounts.at(at).stream()
                .map(amount -> Fit.of(
                        amount.end(), Piece.of(amount.digits(), words.get(at).column())))
                .toList();
    }

    private List<Fit> quoted(int at) {
        Word word = words.get(at);
        return word.sort() == Word.Sort.QUOTE
                ? List.of(Fit.of(at + 1, Piece.text(word.text(), word.column())))
                : List.of();
    }

    private List<Fit> day(int at) {
        return written(dates.day(at), at);
    }

    private List<Fit> time(int at) {
        return written(dates.time(line, at), at);
    }

    private List<Fit> written(@Nullable Written written, int at) {
        return written == null
                ? quoted(at)
                : List.of(Fit.of(
                        written.end(), Piece.text(written.iso(), words.get(at).column())));
    }

    private List<Fit> value(int at, @Nullable Ref subject) {
        if (subject == null || at >= words.size()) {
            return List.of();
        } else if (subject.isNumber()) {
            return amounts(at);
        } else if (subject.type() == Type.DATE) {
            return day(at);
        } else if (subject.type() == Type.DATE_TIME) {
            return time(at);
        }
        List<Fit> fits = new ArrayList<>();
        dictionary
                .choices(subject)
                .called(words.get(at))
                .forEach(value ->
                        fits.add(Fit.of(at + 1, Piece.text(value, words.get(at).column()))));
        if (fits.isEmpty()) {
            fits.addAll(quoted(at));
        }
        dictionary
                .choices(subject)
                .at(words, at)
                .forEach(found -> fits.add(Fit.of(
                        found.end(), Piece.text(found.thing(), words.get(at).column()))));
        return fits;
    }

    /** Every beginning of a list; what stands behind it tells which is meant. */
    private List<Fit> values(int at, @Nullable Ref subject) {
        List<Fit> fits = new ArrayList<>(value(at, subject));
        for (int i = 0; i < fits.size() && i < MOST_VALUES; i++) {
            Fit fit = fits.get(i);
            for (int next : separated(fit.end())) {
                for (Fit more : value(next, subject)) {
                    Fit.add(fits, fit.then(Piece.of(",", words.get(fit.end()).column()), more));
                }
            }
        }
        return fits;
    }

    /** Behind a comma, the language's word for or, or both. */
    private List<Integer> separated(int at) {
        List<Integer> behind = new ArrayList<>();
        int next = at;
        if (next < words.size() && words.get(next).is(",")) {
            next++;
            behind.add(next);
        }
        int or = dictionary.language().at(Language.OR, words, next);
        if (or > 0) {
            behind.add(next + or);
        }
        return behind;
    }
}
