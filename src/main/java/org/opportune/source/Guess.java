package org.opportune.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;
import org.opportune.model.Term.Ref;
import org.opportune.source.Sentence.Part;

/** Says what the author of a sentence that is not understood may have meant: the one slot that is wrong, or the nearest sentences. */
final class Guess {
    private static final int MOST_STEPS = 20_000;
    private static final int MOST_WORDS = 15;
    private static final int SHOWN = 3;

    private final Dictionary dictionary;
    private final SlotReader slots;
    private final String line;
    private int steps;
    private @Nullable Almost best;

    Guess(Dictionary dictionary, SlotReader slots, String line) {
        this.dictionary = dictionary;
        this.slots = slots;
        this.line = line;
    }

    /** A sentence that fits but for one slot, of which these words are no filling. */
    private record Almost(
            Sentence sentence,
            Part part,
            int start,
            int end,
            @Nullable Ref subject) {
        /** The more of it is words of the sentence, and the fewer are wrong, the likelier it was meant. */
        int score() {
            long words =
                    sentence.key().stream().filter(part -> part.slot() == null).count();
            return (int) words * 10 - (end - start);
        }
    }

    /**
     * What is wrong, to be shown behind the sentence.
     *
     * @param start the word at which it stands
     * @param isOffer whether an offer is named that is not known
     */
    record Wrong(int start, String message, boolean isOffer) {}

    /** Of the words from one on, up to another. */
    Wrong of(List<Sentence> sentences, int start, int end) {
        for (Sentence sentence : sentences) {
            match(sentence, 0, start, end, null, null);
        }
        Almost almost = best;
        return almost == null
                ? new Wrong(start, nearest(sentences, slots.words().subList(start, end)), false)
                : new Wrong(almost.start(), slot(almost), almost.part().slot() == Slot.OFFER);
    }

    private void match(Sentence sentence, int part, int at, int end, @Nullable Almost wrong, @Nullable Ref subject) {
        if (steps++ > MOST_STEPS) {
            return;
        }
        if (part == sentence.key().size()) {
            if (at == end && wrong != null && (best == null || wrong.score() > best.score())) {
                best = wrong;
            }
            return;
        }
        Part next = sentence.key().get(part);
        Slot slot = next.slot();
        if (slot == null) {
            if (at < end && slots.words().get(at).same(next.word())) {
                match(sentence, part + 1, at + 1, end, wrong, subject);
            }
            return;
        }
        for (Fit filling : slots.read(slot, at, sentence.fact(), subject)) {
            match(sentence, part + 1, filling.end(), end, wrong, slot.isProperty() ? filling.subject() : subject);
        }
        for (int stop = at + 1; wrong == null && stop <= Math.min(end, at + MOST_WORDS); stop++) {
            match(sentence, part + 1, stop, end, new Almost(sentence, next, at, stop, subject), subject);
        }
    }

    private String slot(Almost almost) {
        Slot slot = almost.part().slot() == null ? Slot.WORDS : almost.part().slot();
        List<Word> words = slots.words();
        String typed = line.substring(
                words.get(almost.start()).start(), words.get(almost.end() - 1).end());
        Ref subject = almost.subject();
        String what = slot.what() + (subject == null ? "" : " of '" + dictionary.label(subject) + "'");
        List<String> known = dictionary.texts(slot, slot.isProperty() ? null : subject);
        boolean literal = isLiteral(slot)
                && typed.codePoints()
                        .filter(Character::isLetterOrDigit)
                        .limit(1)
                        .anyMatch(Character::isDigit);
        String kind = literal && slot == Slot.FORMULA ? "number" : slot.what();
        String wrong = known.isEmpty() || literal
                ? "'" + Nearest.shorten(typed) + "' is no " + kind + example(slot)
                : Nearest.unknown(slot.isProperty() ? slot.what() : what, typed, known);
        return wrong + " (in the sentence '" + almost.sentence().shown() + "')";
    }

    /** Whether a number or a day is meant by what begins with a digit. */
    private static boolean isLiteral(Slot slot) {
        return switch (slot) {
            case AMOUNT, POINTS, QUANTITY, FORMULA, DATE, MOMENT -> true;
            default -> false;
        };
    }

    private String example(Slot slot) {
        return switch (slot) {
            case AMOUNT, POINTS, QUANTITY, FORMULA ->
                "; write it as 1250" + dictionary.language().decimal() + "5, without a unit, or name a property";
            case DATE -> "; write it as 2026-03-01, or name a property";
            case MOMENT -> "; write it as 2026-03-01T10:15:00Z, or name a property";
            case VALUE, VALUES, WORDS -> "; write a text in quotation marks";
            default -> "";
        };
    }

    private static String nearest(List<Sentence> sentences, List<Word> words) {
        Map<Sentence, Double> likeness = new HashMap<>();
        sentences.forEach(sentence -> likeness.put(sentence, likeness(sentence, words)));
        List<Sentence> nearest = new ArrayList<>(sentences);
        nearest.sort(Comparator.comparing((Sentence sentence) -> -likeness.getOrDefault(sentence, 0.0)));
        return "the nearest that are known: "
                + nearest.stream()
                        .limit(SHOWN)
                        .map(sentence -> "'" + sentence.shown() + "'")
                        .collect(Collectors.joining(", "));
    }

    /** Dice's coefficient of the words that both have in one order; words that are nearly the same count half. */
    private static double likeness(Sentence sentence, List<Word> words) {
        List<Word> key = sentence.key().stream()
                .filter(part -> part.slot() == null)
                .map(Part::word)
                .toList();
        double[] row = new double[words.size() + 1];
        for (Word word : key) {
            double diagonal = 0;
            for (int j = 1; j <= words.size(); j++) {
                double taken = diagonal + alike(word, words.get(j - 1));
                diagonal = row[j];
                row[j] = Math.max(taken, Math.max(row[j], row[j - 1]));
            }
        }
        return 2 * row[words.size()] / (key.size() + words.size());
    }

    private static double alike(Word one, Word other) {
        if (one.same(other)) {
            return one.sort() == Word.Sort.WORD ? 1 : 0.3;
        }
        boolean nearly = one.text().length() >= 4
                && Nearest.to(other.text(), List.of(one.text())).isPresent();
        return nearly ? 0.5 : 0;
    }
}
