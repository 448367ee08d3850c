package org.opportune.source;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Place;
import org.opportune.model.Fact;

/**
 * A sentence that a language knows, and what it says in the rules' language.
 *
 * @param place in its file
 * @param when whether it is a condition; otherwise it is said when the rule holds
 * @param fact of which it speaks; null for the fact that its properties have
 * @param shown as its file has it
 * @param key the words that are written, and the slots between them
 * @param says the words of the rules' language
 */
record Sentence(Place place, boolean when, @Nullable Fact fact, String shown, List<Part> key, List<Part> says) {

    /**
     * A word, or a slot.
     *
     * @param text the word, or the slot's name
     * @param slot null for a word
     */
    record Part(Word word, String text, @Nullable Slot slot) {
        boolean same(Part other) {
            return slot == null ? other.slot == null && word.same(other.word) : slot == other.slot;
        }
    }

    /** What tells it from others: its words and the kinds of its slots. */
    boolean sameKey(Sentence other) {
        if (when != other.when || key.size() != other.key.size()) {
            return false;
        }
        for (int i = 0; i < key.size(); i++) {
            if (!key.get(i).same(other.key.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What it says with the kinds of its slots, such as {@code {number} >= {amount}}. */
    String form() {
        return says.stream()
                .map(part -> {
                    Slot slot = part.slot();
                    return slot == null ? part.text() : "{" + slot.word() + "}";
                })
                .collect(Collectors.joining(" "));
    }
}
