package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.opportune.kernel.Findings;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactValues;

/** The engine, given canonical DRL, says what the interpreter says, of customers of whom much is unknown. */
class EngineMeaningTest {
    @Provide
    Arbitrary<String> classification() {
        return new RandomRules(Step.CLASSIFICATION).file(10, 20);
    }

    @Provide
    Arbitrary<String> eligibility() {
        return new RandomRules(Step.ELIGIBILITY).file(10, 20);
    }

    @Provide
    Arbitrary<String> policy() {
        return new RandomRules(Step.POLICY).file(10, 20);
    }

    @Provide
    Arbitrary<String> arbitration() {
        return new RandomRules(Step.ARBITRATION).file(10, 20);
    }

    /** Of 100 candidates in one session, as a decision has them: what was said of one, and who spoke first in its group, means nothing to the next. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void theEngineMeansOfManyCandidatesWhatTheInterpreterMeansOfEach(
            @ForAll("policy") String policy,
            @ForAll("arbitration") String arbitration,
            @ForAll("rows") List<Row> rows) {
        candidates(policy, arbitration, rows);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(LongRun.class)
    void theEngineMeansOfManyCandidatesWhatTheInterpreterMeansOfEachForLong(
            @ForAll("policy") String policy,
            @ForAll("arbitration") String arbitration,
            @ForAll("rows") List<Row> rows) {
        candidates(policy, arbitration, rows);
    }

    private static void candidates(String policy, String arbitration, List<Row> rows) {
        List<Rule> screen = RoundTripTest.read(Step.POLICY, policy);
        List<Rule> rank = RoundTripTest.read(Step.ARBITRATION, arbitration);
        Row customer = rows.get(0);
        try (CompiledRules compiled = compile(screen, rank);
                RuleSession session = new RuleSession(compiled.session(), compiled)) {
            session.customer(Objects.requireNonNull(customer.customer()));
            session.context(Objects.requireNonNull(customer.context()));
            session.classification(Objects.requireNonNull(customer.classification()));
            for (Row each : rows) {
                FactValues offer = Objects.requireNonNull(each.offer());
                Row row = new Row(customer.customer(), customer.context(), customer.classification(), offer);
                assertThat(session.fire(Step.POLICY, offer))
                        .as(() -> policy + "\n" + Shown.of(row))
                        .isEqualTo(Interpreter.run(screen, row));
                assertThat(session.fire(Step.ARBITRATION, offer))
                        .as(() -> arbitration + "\n" + Shown.of(row))
                        .isEqualTo(Interpreter.run(rank, row));
            }
        }
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        return Values.rows(WideShop.FACTS, 100, true);
    }

    /** The engine takes the zero that a product of zero and a number below it gives for less than zero. */
    @Example
    void thereIsOneZero() {
        List<String> tests = List.of(
                "income * -2 >= income",
                "income * -2 == 0",
                "income / -4 == income",
                "0 - income * -2 >= 0",
                "income * -2 < 0",
                "-income >= 0",
                "(income * -2) / 3 == 0");
        StringBuilder offers = new StringBuilder(RandomRules.header(Step.ELIGIBILITY));
        for (String test : tests) {
            offers.append(
                    "\nrule \"" + test + "\"\nwhen\nCustomer(" + test + ")\nthen\noffers.propose(\"gift\");\nend\n");
        }
        List<Row> rows = new ArrayList<>();
        for (double income : new double[] {0.0, -0.0, 1, -1}) {
            rows.add(new Row(
                    FactValues.of(WideShop.FACTS.customer(), Map.of("income", income)),
                    FactValues.of(WideShop.FACTS.context(), Map.of()),
                    FactValues.of(WideShop.FACTS.classification(), Map.of())));
        }
        compare(
                RandomRules.header(Step.CLASSIFICATION)
                        + "\nrule \"everybody\"\nwhen\nthen\nclassify.stage(\"engagement\");\nend\n",
                offers.toString(),
                rows);
    }

    /** 2,000 pairs of a rule set and a customer. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void theEngineMeansWhatTheInterpreterMeans(
            @ForAll("classification") String classification,
            @ForAll("eligibility") String eligibility,
            @ForAll("rows") List<Row> rows) {
        compare(classification, eligibility, rows);
    }

    /** 100,000 pairs. */
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(LongRun.class)
    void theEngineMeansWhatTheInterpreterMeansForLong(
            @ForAll("classification") String classification,
            @ForAll("eligibility") String eligibility,
            @ForAll("rows") List<Row> rows) {
        compare(classification, eligibility, rows);
    }

    private static void compare(String classification, String eligibility, List<Row> rows) {
        List<Rule> classify = RoundTripTest.read(Step.CLASSIFICATION, classification);
        List<Rule> offer = RoundTripTest.read(Step.ELIGIBILITY, eligibility);
        try (CompiledRules compiled = compile(classify, offer)) {
            for (Row row : rows) {
                try (RuleSession session = new RuleSession(compiled.session(), compiled)) {
                    session.customer(Objects.requireNonNull(row.customer()));
                    session.context(Objects.requireNonNull(row.context()));
                    assertThat(session.fire(Step.CLASSIFICATION))
                            .as(() -> classification + "\n" + Shown.of(row))
                            .isEqualTo(Interpreter.run(classify, row));
                    session.classification(Objects.requireNonNull(row.classification()));
                    assertThat(session.fire(Step.ELIGIBILITY))
                            .as(() -> eligibility + "\n" + Shown.of(row))
                            .isEqualTo(Interpreter.run(offer, row));
                }
            }
        }
    }

    private static CompiledRules compile(List<Rule> classify, List<Rule> offer) {
        List<Rule> rules = new ArrayList<>(classify);
        rules.addAll(offer);
        Findings findings = new Findings();
        CompiledRules compiled =
                Layers.ALL.compiler(WideShop.FACTS, null, findings).compile(rules, null);
        assertThat(findings.list().stream().map(finding -> firstLines(finding.message())))
                .isEmpty();
        return Objects.requireNonNull(compiled);
    }

    /** The engine's compiler shows whole classes. */
    private static String firstLines(String message) {
        return message.substring(0, Math.min(message.length(), 1_000));
    }
}
