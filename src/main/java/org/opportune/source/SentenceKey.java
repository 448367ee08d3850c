package org.opportune.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.source.Sentence.Part;
import org.opportune.source.Word.Sort;

/** Reads the words of a sentence and the slots between them. They are words, never a regular expression. */
final class SentenceKey {
    private static final String REGULAR = "\\[]()*+^|$?<>\"\u201C\u201D\u201E\u00AB\u00BB\u300C\u300D";
    private static final int MOST_PARTS = 60;

    private final String key;
    private final IntFunction<Place> places;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> slots = new HashSet<>();

    /**
     * @param places by the column in the key
     */
    SentenceKey(String key, IntFunction<Place> places) {
        this.key = key;
        this.places = places;
    }

    List<Part> read() {
        int position = 0;
        while (position < key.length()) {
            int open = key.indexOf('{', position);
            int stop = open < 0 ? key.length() : open;
            words(position, stop);
            if (open < 0) {
                break;
            }
            int close = key.indexOf('}', open);
            if (close < 0) {
                throw mistake(open, "the slot does not end; close it with }");
            }
            slot(key.substring(open + 1, close), open);
            position = close + 1;
        }
        boolean hasWord = parts.stream().anyMatch(part -> part.slot() == null);
        if (!hasWord || parts.size() > MOST_PARTS) {
            throw mistake(0, "a sentence has words of its own beside its slots, and at most " + MOST_PARTS + " parts");
        }
        return parts;
    }

    private void words(int from, int to) {
        for (int i = from; i < to; i++) {
            if (REGULAR.indexOf(key.charAt(i)) >= 0 || key.charAt(i) == '}') {
                throw mistake(
                        i,
                        "'" + key.charAt(i)
                                + "' may not stand in a sentence: it is words, to the letter, and no regular expression");
            }
        }
        for (Word word : Words.of(key.substring(from, to))) {
            parts.add(new Part(word, word.text(), null));
        }
    }

    private void slot(String name, int at) {
        Slot slot = Slot.of(name)
                .orElseThrow(() -> mistake(
                        at,
                        Nearest.unknown(
                                "slot",
                                name,
                                Arrays.stream(Slot.values()).map(Slot::word).toList())));
        if (!slots.add(name)) {
            throw mistake(at, "the slot {" + name + "} stands here twice; give one of them a number");
        }
        if (!parts.isEmpty() && parts.get(parts.size() - 1).slot() != null) {
            throw mistake(at, "between two slots stand words, so that it is clear where the first ends");
        }
        boolean value = slot == Slot.VALUE || slot == Slot.VALUES;
        if (value
                && parts.stream()
                        .noneMatch(part -> part.slot() != null && part.slot().isProperty())) {
            throw mistake(at, "before {" + name + "} stands the slot of the property whose value it is");
        }
        parts.add(new Part(new Word(Sort.QUOTE, "{" + slot.word() + "}", at, at, true), name, slot));
    }

    private Mistake mistake(int at, String message) {
        return new Mistake(Kind.SENTENCE_FILE, places.apply(at + 1), message);
    }
}
