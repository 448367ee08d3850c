package org.opportune.source;

import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opportune.kernel.Findings;
import org.opportune.model.Fact;
import org.opportune.model.Step;

/** The sentences that rules may be written in, in one language, and how it writes numbers. */
public final class Language {
    static final String RULE = "rule";
    static final String WHEN = "when";
    static final String THEN = "then";
    static final String END = "end";
    static final String OR = "or";
    static final String AND = "and";
    static final List<String> KEYWORDS = List.of(RULE, WHEN, THEN, END, OR, AND);

    private final String tag;
    private final List<Sentence> sentences;
    private final Map<String, List<String>> keywords;
    private final DecimalFormatSymbols symbols;

    /**
     * @param tag of BCP 47, by which labels are chosen
     * @param keywords what the language calls {@link #KEYWORDS}; the first of several is written
     */
    Language(String tag, List<Sentence> sentences, Map<String, List<String>> keywords) {
        this.tag = tag;
        this.sentences = List.copyOf(sentences);
        this.keywords = Map.copyOf(keywords);
        this.symbols = DecimalFormatSymbols.getInstance(locale());
    }

    /** Reads a file in the layout of Drools' {@code .dsl}; what is wrong with it is a finding, and the rest of it is the language. */
    public static Language read(String file, String tag, String text, Findings findings) {
        return new LanguageReader(file, tag, findings).read(text);
    }

    public String tag() {
        return tag;
    }

    Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /** What may be said in a step: of its facts, and with its verbs. */
    List<Sentence> sentences(Step step, boolean when) {
        return sentences.stream()
                .filter(sentence -> sentence.when() == when && isOf(step, sentence))
                .toList();
    }

    private static boolean isOf(Step step, Sentence sentence) {
        Fact fact = sentence.fact();
        return sentence.when()
                ? fact == null || step.facts().contains(fact.word())
                : sentence.says().get(0).text().equals(step.global());
    }

    /** How many words of a line, from one on, are this keyword; 0 when they are not. */
    int at(String keyword, List<Word> words, int at) {
        for (String known : words(keyword)) {
            List<Word> key = Words.of(known);
            if (starts(words, at, key)) {
                return key.size();
            }
        }
        return 0;
    }

    /** Whether a line is this keyword and nothing else. */
    boolean is(String keyword, List<Word> words) {
        int length = at(keyword, words, 0);
        return length > 0 && length == words.size();
    }

    static boolean starts(List<Word> words, int at, List<Word> key) {
        if (at + key.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < key.size(); i++) {
            if (!words.get(at + i).same(key.get(i))) {
                return false;
            }
        }
        return !key.isEmpty();
    }

    /** What a keyword may be called; the first is written. */
    List<String> words(String keyword) {
        return keywords.getOrDefault(keyword, List.of());
    }

    String word(String keyword) {
        return keywords.getOrDefault(keyword, List.of(keyword)).get(0);
    }

    char decimal() {
        return symbols.getDecimalSeparator();
    }

    /** A space stands for every kind of space. */
    char grouping() {
        char sign = symbols.getGroupingSeparator();
        return Character.isSpaceChar(sign) ? ' ' : sign == '\u2019' ? '\'' : sign;
    }
}
