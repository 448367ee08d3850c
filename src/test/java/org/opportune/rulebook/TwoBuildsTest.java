package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opportune.model.Said;
import org.opportune.model.Step;

/** Rulebooks that are built of the same paths, one after the other or at once, have nothing of each other, as the stock reader of tables has. */
class TwoBuildsTest {
    private static final String TABLE = """
            RuleSet,opportune.classification,
            Import,"opportune.facts.Customer, opportune.facts.Context",
            Variables,org.opportune.rulebook.Classify classify,
            RuleTable Segments,,
            NAME,CONDITION,ACTION
            ,Customer...,
            ,orders90d >= $param,"classify.segment(""$param"");"
            Name,Orders,Segment
            %s,0,nordic
            """;

    @Test
    void theSamePathReadTwiceGivesTheRulesOfItsContent() {
        assertThat(said("one")).contains("one").doesNotContain("other");
        assertThat(said("other")).contains("other").doesNotContain("one");
    }

    @Test
    void buildsAtOnceDoNotMix() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Set<String>>> said = IntStream.range(0, 8)
                .mapToObj(i -> threads.submit(() -> said("number " + i)))
                .toList();
        threads.shutdown();

        for (int i = 0; i < said.size(); i++) {
            assertThat(said.get(i).get().stream().filter(rule -> rule.startsWith("number")))
                    .containsExactly("number " + i);
        }
    }

    /** The names of the rules that hold for a customer. */
    private static Set<String> said(String rule) {
        try (Rulebook rulebook = new SmallShop()
                        .with("classification/segments.csv", TABLE.formatted(rule))
                        .rulebook();
                RuleSession session = rulebook.open()) {
            session.customer(EveryConstruct.values(rulebook.facts().customer(), true));
            session.context(EveryConstruct.values(rulebook.facts().context(), true));
            return session.fire(Step.CLASSIFICATION).stream().map(Said::rule).collect(Collectors.toSet());
        }
    }
}
