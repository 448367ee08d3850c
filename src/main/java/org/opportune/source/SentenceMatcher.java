package org.opportune.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Term.Ref;
import org.opportune.source.Sentence.Part;

/** Finds each way in which one sentence fits the words of a line, from one word on. The work is bounded. */
final class SentenceMatcher {
    private static final int MOST_STEPS = 20_000;
    private static final int MOST_FITS = 20;

    private final SlotReader slots;
    private int steps;

    SentenceMatcher(SlotReader slots) {
        this.slots = slots;
    }

    /** Whether so much was tried already that the line cannot be meant well. */
    boolean isExhausted() {
        return steps > MOST_STEPS;
    }

    /**
     * @param stops whether the sentence may end before this word
     */
    List<Fit> fits(Sentence sentence, int start, IntPredicate stops) {
        List<Fit> fits = new ArrayList<>();
        match(sentence, 0, start, start, stops, new HashMap<>(), null, fits);
        return fits;
    }

    private void match(
            Sentence sentence,
            int part,
            int start,
            int at,
            IntPredicate stops,
            Map<String, Fit> filled,
            @Nullable Ref subject,
            List<Fit> fits) {
        if (steps++ > MOST_STEPS || fits.size() >= MOST_FITS) {
            return;
        }
        if (part == sentence.key().size()) {
            if (stops.test(at)) {
                Fit.add(fits, new Fit(at, says(sentence, start, filled), null));
            }
            return;
        }
        Part next = sentence.key().get(part);
        Slot slot = next.slot();
        if (slot == null) {
            if (at < slots.words().size() && slots.words().get(at).same(next.word())) {
                match(sentence, part + 1, start, at + 1, stops, filled, subject, fits);
            }
            return;
        }
        for (Fit filling : slots.read(slot, at, sentence.fact(), subject)) {
            filled.put(next.text(), filling);
            Ref about = slot.isProperty() ? filling.subject() : subject;
            match(sentence, part + 1, start, filling.end(), stops, filled, about, fits);
        }
        filled.remove(next.text());
    }

    private List<Piece> says(Sentence sentence, int start, Map<String, Fit> filled) {
        int column = slots.words().get(start).column();
        List<Piece> pieces = new ArrayList<>();
        for (Part part : sentence.says()) {
            Fit filling = part.slot() == null ? null : filled.get(part.text());
            if (filling != null) {
                boolean several =
                        part.slot() == Slot.FORMULA && filling.pieces().size() > 1;
                pieces.addAll((several ? filling.inside("(", ")", filling.end()) : filling).pieces());
            } else {
                pieces.add(Piece.of(part.text(), column));
            }
        }
        return List.copyOf(pieces);
    }
}
