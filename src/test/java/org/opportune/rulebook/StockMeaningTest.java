package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.model.Step;

/** Of customers of whom all is known, a stock engine that reads the author's own file says what the interpreter says. To shrink a failure would compile hundreds of files. */
class StockMeaningTest {
    @Provide
    Arbitrary<String> classification() {
        return RandomRules.forStock(Step.CLASSIFICATION).file(10, 20);
    }

    @Provide
    Arbitrary<String> eligibility() {
        return RandomRules.forStock(Step.ELIGIBILITY).file(10, 20);
    }

    @Provide
    Arbitrary<String> policy() {
        return RandomRules.forStock(Step.POLICY).file(10, 20);
    }

    @Provide
    Arbitrary<String> arbitration() {
        return RandomRules.forStock(Step.ARBITRATION).file(10, 20);
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aStockEngineSuppressesAsTheInterpreterDoes(@ForAll("policy") String drl, @ForAll("rows") List<Row> rows) {
        compare(Step.POLICY, drl, rows);
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aStockEngineRanksAsTheInterpreterDoes(@ForAll("arbitration") String drl, @ForAll("rows") List<Row> rows) {
        compare(Step.ARBITRATION, drl, rows);
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        return Values.rows(WideShop.FACTS, 100, false);
    }

    /** 2,000 pairs of a rule set and a customer, with the next. */
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aStockEngineClassifiesAsTheInterpreterDoes(
            @ForAll("classification") String drl, @ForAll("rows") List<Row> rows) {
        compare(Step.CLASSIFICATION, drl, rows);
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aStockEngineProposesAsTheInterpreterDoes(@ForAll("eligibility") String drl, @ForAll("rows") List<Row> rows) {
        compare(Step.ELIGIBILITY, drl, rows);
    }

    /** 50,000 pairs, and as many with the next. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(LongRun.class)
    void aStockEngineClassifiesAsTheInterpreterDoesForLong(
            @ForAll("classification") String drl, @ForAll("rows") List<Row> rows) {
        compare(Step.CLASSIFICATION, drl, rows);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(LongRun.class)
    void aStockEngineProposesAsTheInterpreterDoesForLong(
            @ForAll("eligibility") String drl, @ForAll("rows") List<Row> rows) {
        compare(Step.ELIGIBILITY, drl, rows);
    }

    private static void compare(Step step, String drl, List<Row> rows) {
        List<Rule> rules = RoundTripTest.read(step, drl);
        try (StockEngine stock = new StockEngine(step, WideShop.FACTS, drl)) {
            for (Row row : rows) {
                assertThat(stock.run(row))
                        .as(() -> drl + "\n" + Shown.of(row))
                        .isEqualTo(Set.copyOf(Interpreter.run(rules, row)));
            }
        }
    }
}
