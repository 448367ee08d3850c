package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Findings;
import org.opportune.model.Said;
import org.opportune.model.Step;

/** A rulebook keeps the classes of the rulebook before it, and only those that are the same. */
class RuleLoaderTest {
    private static final String STAGES = "classification/stages.drl";

    @Test
    void aChangedRuleHasNewClassesAndTheOthersKeepTheirs() {
        try (Rulebook before = new SmallShop().rulebook();
                Rulebook after =
                        after(before, new SmallShop().change(STAGES, "daysSinceLastOrder > 180", "orders90d > 5"))) {
            Map<String, Class<?>> old = loaded(before);
            Map<String, Class<?>> kept = loaded(after);
            Set<String> names = Set.copyOf(kept.keySet());
            kept.keySet().retainAll(old.keySet());

            assertThat(kept).hasSize(names.size() - 1).allSatisfy((name, type) -> assertThat(type)
                    .isSameAs(old.get(name)));
            assertThat(said(before))
                    .doesNotContain("Has not ordered for 180 days")
                    .contains("Ordered in 90 days");
            assertThat(said(after)).contains("Has not ordered for 180 days", "Ordered in 90 days");
        }
    }

    @Test
    void otherWordsAreOtherRowsAndNothingIsKept() {
        try (Rulebook before = new SmallShop().rulebook();
                Rulebook after = after(
                        before,
                        new SmallShop()
                                .change(
                                        "vocabulary.yaml",
                                        "  language: {",
                                        "  size: {type: number, label: {en: Size}}\n  language: {"))) {
            Map<String, Class<?>> old = loaded(before);

            assertThat(loaded(after)).isNotEmpty().allSatisfy((name, type) -> assertThat(type)
                    .isNotSameAs(old.get(name)));
            assertThat(said(after)).isEqualTo(said(before));
        }
    }

    @Test
    void aClassOfTheSameNameAndOtherCodeIsNotTakenForIt() {
        try (Rulebook before = new SmallShop().rulebook()) {
            Map<String, byte[]> other = new TreeMap<>(before.classes().byName());
            List<String> names = List.copyOf(loaded(before).keySet());
            String name = names.get(0);
            other.put(name, other.remove(names.get(1)));
            RuleLoader after = RuleLoader.of(before.loader().rows(), new RuleClasses(other), before.loader());

            assertThatThrownBy(() -> after.loadClass(name.replace('/', '.')))
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessageContaining("wrong name");
        }
    }

    @Test
    void whatIsKeptWorksWhenTheRulebookItCameFromIsClosed() {
        Rulebook before = new SmallShop().rulebook();
        try (Rulebook after = after(before, new SmallShop().change("rulebook.yaml", "Small shop", "Other shop"))) {
            before.close();

            assertThat(said(after)).contains("Ordered in 90 days", "Lives in the North");
        }
    }

    private static Rulebook after(Rulebook before, SmallShop shop) {
        Findings findings = Findings.ofRulebook();
        RulebookContent content = Objects.requireNonNull(RulebookReader.content(shop.folder(), findings));
        Rulebook after = RulebookReader.compile(content, null, before, findings);
        assertThat(findings.list()).isEmpty();
        return Objects.requireNonNull(after);
    }

    /** The tests and actions of its rules by their internal names. */
    private static Map<String, Class<?>> loaded(Rulebook rulebook) {
        return new TreeMap<>(rulebook.classes().byName().keySet().stream()
                .filter(rulebook.loader()::has)
                .collect(Collectors.toMap(name -> name, name -> load(rulebook.loader(), name))));
    }

    private static Class<?> load(RuleLoader loader, String name) {
        try {
            return loader.loadClass(name.replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** The names of the rules that hold for a customer of whom everything is known. */
    private static Set<String> said(Rulebook rulebook) {
        try (RuleSession session = rulebook.open()) {
            session.customer(EveryConstruct.values(rulebook.facts().customer(), true));
            session.context(EveryConstruct.values(rulebook.facts().context(), true));
            return session.fire(Step.CLASSIFICATION).stream().map(Said::rule).collect(Collectors.toSet());
        }
    }
}
