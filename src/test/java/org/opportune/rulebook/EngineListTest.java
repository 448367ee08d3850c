package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Findings;
import org.opportune.model.Step;

/** The list is exact: every rule that can be printed runs with it, and nothing in it is there for nothing. */
class EngineListTest {
    private static final int JAVA = Runtime.version().feature();

    @Test
    void everyRuleThatCanBePrintedNeedsTheWholeListAndNothingBeside() {
        EngineList whole = EngineList.INSTANCE;
        Noted seen = new Noted(whole.seen());
        Noted loaded = new Noted(whole.loaded());
        Noted called = new Noted(whole.called());
        for (int many : EveryConstruct.MANY) {
            Findings findings = new Findings();
            Rulebook rulebook = RulebookReader.read(
                    EveryConstruct.shop(many).folder(),
                    findings,
                    new Layers(true, true, new EngineList(seen, loaded, called)));
            assertThat(findings.list()).as("what is missing in engine.list").isEmpty();
            try (Rulebook one = Objects.requireNonNull(rulebook)) {
                EveryConstruct.run(one);
            }
        }
        assertThat(seen.needless(JAVA < 21 ? since21() : Set.of()))
                .as("lines 'see' that nothing needs")
                .isEmpty();
        assertThat(loaded.needless(Set.of()))
                .as("lines 'load' that nothing needs")
                .isEmpty();
        assertThat(called.needless(Set.of()))
                .as("lines 'call' that nothing needs")
                .isEmpty();
    }

    @Test
    void theListIsSortedAndNamesEachClassInFull() {
        List<String> lines = EngineList.lines();
        for (String word : List.of("see", "load", "call")) {
            List<String> own = lines.stream()
                    .filter(line -> line.startsWith(word))
                    .map(line -> line.substring(line.indexOf(' ')))
                    .toList();
            assertThat(own).isSorted().doesNotHaveDuplicates();
        }
        assertThat(String.join("\n", lines.subList(1, lines.size()))).doesNotContain("*", "?");
        for (Step step : Step.values()) {
            assertThat(EngineList.INSTANCE.seen()).contains(step.verbs());
        }
    }

    private static Set<String> since21() {
        return EngineList.lines().stream()
                .filter(line -> line.startsWith("see21 "))
                .map(line -> line.substring(6))
                .collect(Collectors.toSet());
    }

    /** Notes which of its members somebody asked for. */
    private static final class Noted extends AbstractSet<String> {
        private final Set<String> members;
        private final Set<String> asked = Collections.synchronizedSet(new TreeSet<>());

        Noted(Set<String> members) {
            this.members = members;
        }

        @Override
        public boolean contains(Object member) {
            boolean known = members.contains(member);
            if (known) {
                asked.add((String) member);
            }
            return known;
        }

        Set<String> needless(Set<String> excused) {
            Set<String> left = new TreeSet<>(members);
            left.removeAll(asked);
            left.removeAll(excused);
            return left;
        }

        @Override
        public Iterator<String> iterator() {
            return members.iterator();
        }

        @Override
        public int size() {
            return members.size();
        }
    }
}
