package org.opportune.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opportune.kernel.Findings;
import org.opportune.model.Canonical;
import org.opportune.model.Fact;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.FactProperty;

/** The languages of the demo shop: each can say every rule of it, and what it says is read as the same rule. */
class LanguagesTest {
    static Stream<String> languages() {
        return ShopNames.TERMS.locales().stream();
    }

    static Stream<Arguments> languagesAndSteps() {
        return languages().flatMap(language -> Stream.of(Step.values()).map(step -> Arguments.of(language, step)));
    }

    @Test
    void everyLanguageOfTheShopHasItsSentencesAndNothingIsWrongWithThem() {
        Findings findings = new Findings();
        Languages.read(ShopNames.languageFiles(), findings);
        assertThat(findings.list()).isEmpty();
        assertThat(ShopNames.LANGUAGES.byTag().keySet()).containsExactlyInAnyOrderElementsOf(ShopNames.TERMS.locales());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void eachLanguageSaysAsMuchAsTheOthers(String tag) {
        for (Step step : Step.values()) {
            for (boolean when : new boolean[] {true, false}) {
                assertThat(forms(tag, step, when)).containsExactlyElementsOf(forms("en", step, when));
            }
        }
    }

    /** What can be said; a language may have more than one sentence for it. */
    private static List<String> forms(String tag, Step step, boolean when) {
        return language(tag).sentences(step, when).stream()
                .map(Sentence::form)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("languagesAndSteps")
    void everyRuleOfTheShopCanBeWrittenAndIsReadAsTheSameRule(String tag, Step step) {
        List<Rule> rules = shop(step);
        String written = new SentenceWriter(ShopNames.of(step), language(tag)).file(rules);
        Findings findings = new Findings();
        List<Rule> read = SentenceReader.read(ShopNames.of(step), ShopNames.LANGUAGES, "x.dslr", written, findings);

        assertThat(findings.list()).as(written).isEmpty();
        assertThat(Canonical.print(step, read)).isEqualTo(Canonical.print(step, rules));
        assertThat(read.stream().map(Rule::anywhere).toList())
                .isEqualTo(rules.stream().map(Rule::anywhere).toList());
    }

    @ParameterizedTest
    @MethodSource("languagesAndSteps")
    void everyPropertyOfAStepHasALabelOfItsOwn(String tag, Step step) {
        Names names = ShopNames.of(step);
        Dictionary dictionary = new Dictionary(names, language(tag));
        for (String word : step.facts()) {
            Fact fact = Fact.of(word).orElseThrow();
            for (FactProperty property : names.shape(fact).properties()) {
                Ref ref = new Ref(fact, property.name(), property.type());
                List<Word> label = Words.of(dictionary.label(ref));
                List<Ref> called = dictionary.properties(Slot.PROPERTY).at(label, 0).stream()
                        .filter(found -> found.end() == label.size())
                        .map(Labels.Found::thing)
                        .toList();
                assertThat(called).as(dictionary.label(ref)).containsExactly(ref);
            }
        }
    }

    private static Language language(String tag) {
        return Objects.requireNonNull(ShopNames.LANGUAGES.get(tag));
    }

    private static List<Rule> shop(Step step) {
        List<Rule> rules = ShopNames.FOLDER.paths().stream()
                .filter(path -> path.startsWith(step.folder() + "/") && !path.endsWith(".cases.csv"))
                .filter(path ->
                        !step.hasOffer() || path.endsWith(".drl")) // a table of caps or weights is none of rules
                .flatMap(path -> ShopNames.read(step, path).stream())
                .toList();
        assertThat(rules).hasSizeGreaterThan(step.hasOffer() ? 3 : 50);
        return rules;
    }
}
