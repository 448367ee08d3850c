package org.opportune.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds at a place of a sentence what is called by the words there. */
final class Labels<T> {
    private final Map<String, List<Entry<T>>> byFirst = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    private record Entry<T>(List<Word> words, T thing) {}

    /**
     * Something that a label names.
     *
     * @param end behind its words
     */
    record Found<T>(int end, T thing) {}

    void add(String label, T thing) {
        if (!Words.of(label).isEmpty()) {
            texts.add(label);
            put(label, thing);
        }
    }

    /** Another name that is understood where no label is the same, and is not suggested. */
    void addAlias(String name, T thing) {
        List<Word> words = Words.of(name);
        boolean taken = at(words, 0).stream().anyMatch(found -> found.end() == words.size());
        if (!words.isEmpty() && !taken) {
            put(name, thing);
        }
    }

    private void put(String name, T thing) {
        List<Word> words = Words.of(name);
        List<Entry<T>> entries = byFirst.computeIfAbsent(words.get(0).text(), first -> new ArrayList<>());
        entries.add(new Entry<>(words, thing));
        entries.sort(Comparator.comparingInt((Entry<T> entry) -> entry.words().size())
                .reversed());
    }

    /** The longest first; more than one of a length where a label names two things. */
    List<Found<T>> at(List<Word> words, int at) {
        List<Found<T>> found = new ArrayList<>();
        if (at < words.size()) {
            for (Entry<T> entry : byFirst.getOrDefault(words.get(at).text(), List.of())) {
                if (Language.starts(words, at, entry.words())) {
                    found.add(new Found<>(at + entry.words().size(), entry.thing()));
                }
            }
        }
        return found;
    }

    /** What a text in quotes names. */
    List<T> called(Word quoted) {
        if (quoted.sort() != Word.Sort.QUOTE) {
            return List.of();
        }
        List<Word> words = Words.of(quoted.text());
        return at(words, 0).stream()
                .filter(found -> found.end() == words.size())
                .map(Found::thing)
                .distinct()
                .toList();
    }

    List<String> texts() {
        return List.copyOf(texts);
    }
}
