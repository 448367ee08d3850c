package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.model.Said;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactValues;

/** Where a stock engine does not do what the rules' language says, though all is known: what {@link StockMeaningTest} leaves out, each seen to differ. */
class StockDifferencesTest {
    private static final Map<String, Object> CUSTOMER = Map.of(
            "age",
            0,
            "children",
            2,
            "born",
            LocalDate.of(2000, 1, 1),
            "seen",
            LocalDateTime.of(2026, 3, 1, 10, 15),
            "city",
            "say \"hi\"");

    private static String rule(String attributes, String left, String right) {
        return RandomRules.header(Step.CLASSIFICATION) + "rule \"x\" " + attributes + " when " + left + " then " + right
                + " end\n";
    }

    private static String test(String constraint) {
        return rule("", "Customer(" + constraint + ")", "classify.stage(\"lapsed\");");
    }

    private static Row row(LocalDateTime at) {
        return new Row(
                FactValues.of(WideShop.FACTS.customer(), CUSTOMER),
                FactValues.of(WideShop.FACTS.context(), Map.of("at", at)),
                null);
    }

    private static List<Said> ours(String drl, Row row) {
        List<Rule> rules = RoundTripTest.read(Step.CLASSIFICATION, drl);
        return Interpreter.run(rules, row);
    }

    private static Set<Said> stock(String drl, Row row) {
        try (StockEngine stock = new StockEngine(Step.CLASSIFICATION, WideShop.FACTS, drl)) {
            return stock.run(row);
        }
    }

    /** To it a zero below zero is less than zero, and a day on the left is a text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "age * -1 >= 0",
                "-age >= 0",
                "0 >= age * children * -1 && age * -1 >= 0",
                "\"2000-01-01\" == born"
            })
    void itMeansOtherwise(String constraint) {
        Row row = row(LocalDateTime.of(2026, 3, 1, 0, 0));

        assertThat(ours(test(constraint), row)).hasSize(1);
        assertThat(stock(test(constraint), row)).isEmpty();
    }

    /** Whole numbers beyond 32 bits, a quotation mark within single ones, a half test with a negative number beside others. */
    @ParameterizedTest
    @ValueSource(strings = {"age >= -1000000000000", "city == 'say \"hi\"'", "(age < 1 && >= -1 || city == null)"})
    void itDoesNotCompile(String constraint) {
        Row row = row(LocalDateTime.of(2026, 3, 1, 0, 0));

        assertThat(ours(test(constraint), row)).hasSize(1);
        assertThatThrownBy(() -> stock(test(constraint), row))
                .isInstanceOfAny(AssertionError.class, RuntimeException.class);
    }

    /** It copies names into Java as they are. */
    @Test
    void itDoesNotCompileANameWithQuotationMarks() {
        String drl = test("age == 0").replace("\"x\"", "\"say \\\"hi\\\"\"");
        Row row = row(LocalDateTime.of(2026, 3, 1, 0, 0));

        assertThat(ours(drl, row)).hasSize(1);
        assertThatThrownBy(() -> stock(drl, row)).hasMessageContaining("Syntax error on token \"hi\"");
    }

    /** Of two patterns joined by or, it says once for each that holds what the rule says; points count twice then. */
    @Test
    void itSaysOnceABranchWhatARuleSaysOnce() {
        String drl =
                rule("", "Customer(age == 0) or Customer(children == 2)", "classify.score(\"loyalty\", 5, \"x\");");
        Row row = row(LocalDateTime.of(2026, 3, 1, 0, 0));

        assertThat(ours(drl, row)).hasSize(1);
        try (StockEngine stock = new StockEngine(Step.CLASSIFICATION, WideShop.FACTS, drl)) {
            assertThat(stock.says(row)).hasSize(2);
        }
    }

    /** Of a time it reads what its one date format says, and the build's says a day. */
    @Test
    void itReadsNoTimeOfDay() {
        String drl = test("seen == \"2026-03-01T10:15:00Z\"");
        Row row = row(LocalDateTime.of(2026, 3, 1, 0, 0));

        assertThat(ours(drl, row)).hasSize(1);
        assertThatThrownBy(() -> stock(drl, row)).hasRootCauseInstanceOf(java.time.DateTimeException.class);
    }

    /** A rule begins behind the first millisecond of its day, not with it. */
    @Test
    void aDayBeginsAMillisecondLater() {
        String drl = rule("date-effective \"2026-03-01\"", "Customer()", "classify.stage(\"lapsed\");");
        LocalDateTime midnight = LocalDateTime.of(2026, 3, 1, 0, 0);

        assertThat(ours(drl, row(midnight))).hasSize(1);
        assertThat(stock(drl, row(midnight))).isEmpty();
        assertThat(stock(drl, row(midnight.plusNanos(1_000_000)))).hasSize(1);
    }
}
