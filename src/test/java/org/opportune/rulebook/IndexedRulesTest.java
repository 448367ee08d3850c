package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.RowIndex;
import org.opportune.model.Rule;
import org.opportune.model.Said;
import org.opportune.model.Step;

/** Rules that are looked up say what rules that are tried one by one say. */
class IndexedRulesTest {
    @Provide
    Arbitrary<String> rules() {
        return new RandomRules(Step.ELIGIBILITY).file(5, 40);
    }

    @Provide
    Arbitrary<String> ranking() {
        return new RandomRules(Step.ARBITRATION).file(5, 40);
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        return Values.rows(WideShop.FACTS, 100, true);
    }

    /** 20,000 pairs of a rule set and a customer. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theIndexMeansWhatTheInterpreterMeans(@ForAll("rules") String drl, @ForAll("rows") List<Row> rows) {
        compare(Step.ELIGIBILITY, drl, rows);
    }

    /** 200,000 pairs. */
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(LongRun.class)
    void theIndexMeansWhatTheInterpreterMeansForLong(@ForAll("rules") String drl, @ForAll("rows") List<Row> rows) {
        compare(Step.ELIGIBILITY, drl, rows);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theIndexMeansOfCandidatesWhatTheInterpreterMeans(
            @ForAll("ranking") String drl, @ForAll("rows") List<Row> rows) {
        compare(Step.ARBITRATION, drl, rows);
    }

    private static void compare(Step step, String drl, List<Row> rows) {
        List<Rule> rules = RoundTripTest.read(step, drl);
        RowIndex index = new RowIndex(rules);
        for (Row row : rows) {
            List<Said> said = index.run(row).stream()
                    .sorted(Comparator.comparing(Said::rule))
                    .toList();
            assertThat(said).as(() -> drl + "\n" + Shown.of(row)).isEqualTo(Interpreter.run(rules, row));
        }
    }
}
