package org.opportune.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.source.Sentence.Part;
import org.opportune.source.Word.Sort;

/** Reads the file of a language, line by line: {@code [when]sentence=constraint}, {@code [then]sentence=calls}, {@code [keyword]word=keyword}. */
final class LanguageReader {
    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_SENTENCES = 500;
    private static final Map<String, Boolean> SCOPES =
            Map.of("when", true, "condition", true, "then", false, "consequence", false);

    private final String file;
    private final String tag;
    private final Findings findings;
    private final List<Sentence> sentences = new ArrayList<>();
    private final Map<String, List<String>> keywords = new LinkedHashMap<>();
    private final Map<String, String> meanings = new LinkedHashMap<>();

    LanguageReader(String file, String tag, Findings findings) {
        this.file = file;
        this.tag = tag;
        this.findings = findings;
        for (String keyword : List.of(Language.RULE, Language.WHEN, Language.THEN, Language.END)) {
            keywords.put(keyword, new ArrayList<>(List.of(keyword)));
            meanings.put(keyword, keyword);
        }
    }

    Language read(String text) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].endsWith("\r") ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
            if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("//")) {
                try {
                    line(line, i + 1);
                } catch (Mistake mistake) {
                    mistake.addTo(findings);
                }
            }
        }
        for (String keyword : List.of(Language.OR, Language.AND)) {
            keywords.computeIfAbsent(keyword, word -> List.of(word));
        }
        sentences.removeIf(this::isHijack);
        return new Language(tag, sentences, keywords);
    }

    private void line(String line, int number) {
        Place start = Place.of(file, number, 1);
        int close = line.indexOf(']');
        if (!line.startsWith("[") || close < 0 || line.length() > LONGEST_LINE) {
            throw new Mistake(
                    Kind.SENTENCE_FILE,
                    start,
                    "a line is at most " + LONGEST_LINE
                            + " characters and begins with [when], [then] or [keyword], as in: [when]{text} is {value}={text} == {value}");
        }
        String scope = line.substring(1, close).strip();
        int equals = line.indexOf('=', close);
        if (equals < 0) {
            throw new Mistake(
                    Kind.SENTENCE_FILE, start, "behind the sentence stand '=' and what it says in the rules' language");
        }
        String key = line.substring(close + 1, equals);
        String value = line.substring(equals + 1);
        Boolean when = SCOPES.get(scope);
        if (scope.equals("keyword")) {
            keyword(key.strip(), value.strip(), Place.of(file, number, close + 2));
        } else if (when != null) {
            sentence(when, key, value, number, close + 1, equals + 1);
        } else {
            throw new Mistake(
                    Kind.SENTENCE_FILE,
                    start,
                    Nearest.unknown("scope", "[" + scope + "]", List.of("[when]", "[then]", "[keyword]")));
        }
    }

    private void sentence(boolean when, String key, String value, int number, int keyOffset, int valueOffset) {
        Place place = Place.of(file, number, keyOffset + 1);
        List<Part> parts = new SentenceKey(key, at -> Place.of(file, number, keyOffset + at)).read();
        Sentence sentence = new SentenceMeaning(parts, (line, column) -> Place.of(file, number, valueOffset + column))
                .read(place, when, key.strip(), value);
        for (Sentence other : sentences) {
            if (other.sameKey(sentence)) {
                throw new Mistake(
                        Kind.SENTENCE_FILE,
                        place,
                        "the sentence stands in line " + other.place().line()
                                + " already, and nobody could tell them apart; word one of them otherwise");
            }
        }
        if (sentences.size() >= MOST_SENTENCES) {
            throw new Mistake(Kind.SENTENCE_FILE, place, "a language has at most " + MOST_SENTENCES + " sentences");
        }
        sentences.add(sentence);
    }

    private void keyword(String key, String meaning, Place place) {
        if (!Language.KEYWORDS.contains(meaning)) {
            throw new Mistake(Kind.SENTENCE_FILE, place, Nearest.unknown("keyword", meaning, Language.KEYWORDS));
        }
        List<Word> words = Words.of(key);
        boolean isWords = !words.isEmpty() && words.stream().allMatch(word -> word.sort() == Sort.WORD);
        String folded = String.join(" ", words.stream().map(Word::text).toList());
        boolean taken = Language.KEYWORDS.contains(folded) || HeaderReader.FORBIDDEN.contains(folded);
        if (!isWords || (taken && !folded.equals(meaning))) {
            throw new Mistake(
                    Kind.SENTENCE_FILE,
                    place,
                    "'" + Nearest.shorten(key) + "' cannot stand for '" + meaning
                            + "'; a keyword is a word of the language that means nothing else in a rule file");
        }
        String other = meanings.putIfAbsent(folded, meaning);
        if (other != null && !other.equals(meaning)) {
            throw new Mistake(
                    Kind.SENTENCE_FILE,
                    place,
                    "'" + Nearest.shorten(key) + "' stands for '" + other + "' already; choose another word");
        }
        List<String> known = keywords.computeIfAbsent(meaning, word -> new ArrayList<>());
        known.remove(key);
        known.add(known.contains(meaning) ? known.indexOf(meaning) : known.size(), key);
    }

    /** A sentence that begins as a rule does, or is the word that ends a part of one, would never be read as a sentence. */
    private boolean isHijack(Sentence sentence) {
        for (Map.Entry<String, List<String>> entry : keywords.entrySet()) {
            for (String keyword : entry.getValue()) {
                List<Word> words = Words.of(keyword);
                List<Word> key = sentence.key().stream().map(Part::word).toList();
                boolean begins = Language.starts(key, 0, words);
                if (begins && (entry.getKey().equals(Language.RULE) || key.size() == words.size())) {
                    findings.in(
                            Kind.SENTENCE_FILE,
                            sentence.place(),
                            "the sentence is the keyword '" + keyword + "'; word it otherwise");
                    return true;
                }
            }
        }
        return false;
    }
}
