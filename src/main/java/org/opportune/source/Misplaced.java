package org.opportune.source;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.model.Step;

/** Says of a sentence that is known, but not where it stands, where it belongs: on the other side of a rule, in rules of another folder, or in a file of another language. */
final class Misplaced {
    private final Sentences here;
    private final Dictionary dictionary;
    private final Languages languages;
    private final Map<Step, Sentences> elsewhere = new EnumMap<>(Step.class);
    private final Map<String, Sentences> inOthers = new TreeMap<>();

    Misplaced(Sentences here, Dictionary dictionary, Languages languages) {
        this.here = here;
        this.dictionary = dictionary;
        this.languages = languages;
    }

    /** Null when it belongs nowhere. */
    @Nullable
    String condition(SentenceLines.Line line, List<Word> words) {
        boolean isCall = here.isCall(line, words);
        Step step = dictionary.names().step();
        for (Step other : others()) {
            if (of(other).isCondition(line, words)) {
                return "what it asks for is not known yet in " + step.folder() + "/"
                        + (isCall ? ", where rules give it behind " + word(Language.THEN) : "") + "; rules of "
                        + other.folder() + "/ can ask for it";
            }
        }
        return isCall ? "it is what a rule gives; write it behind " + word(Language.THEN) : ofOther(line, words);
    }

    /** Null when it belongs nowhere. */
    @Nullable
    String call(SentenceLines.Line line, List<Word> words) {
        if (here.isCondition(line, words)) {
            return "it is a condition; write it between " + word(Language.WHEN) + " and " + word(Language.THEN);
        }
        for (Step other : others()) {
            if (of(other).isCall(line, words)) {
                return "rules of " + dictionary.names().step().folder() + "/ do not give this; write it in a rule of "
                        + other.folder() + "/";
            }
        }
        return ofOther(line, words);
    }

    /** Null when no other language knows it. */
    private @Nullable String ofOther(SentenceLines.Line line, List<Word> words) {
        for (String tag : languages.others(dictionary.language().tag())) {
            Sentences sentences = inOthers.computeIfAbsent(tag, this::in);
            if (sentences.isUnderstood(line, words)) {
                return "it is of " + tag + Languages.EXTENSION
                        + ", and a file is in one language, which this one says is "
                        + dictionary.language().tag() + Languages.EXTENSION;
            }
        }
        return null;
    }

    private Sentences in(String tag) {
        Language language = Objects.requireNonNull(languages.get(tag));
        return new Sentences(new Dictionary(dictionary.names(), language), languages, "", new Findings());
    }

    private List<Step> others() {
        return Arrays.stream(Step.values())
                .filter(step -> step != dictionary.names().step())
                .toList();
    }

    private Sentences of(Step step) {
        return elsewhere.computeIfAbsent(step, asked -> {
            Names names = dictionary.names();
            Names others = new Names(
                    asked, names.facts(), names.vocabulary(), names.offers(), names.hasAllOffers(), names.zone());
            return new Sentences(new Dictionary(others, dictionary.language()), languages, "", new Findings());
        });
    }

    private String word(String keyword) {
        return "'" + dictionary.language().word(keyword) + "'";
    }
}
