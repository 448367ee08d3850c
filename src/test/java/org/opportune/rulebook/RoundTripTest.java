package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.opportune.kernel.Findings;
import org.opportune.model.Canonical;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.source.DrlReader;

/** What is printed of a rule means the rule: source, model, canonical DRL and model again. */
class RoundTripTest {
    @Provide
    Arbitrary<String> classification() {
        return new RandomRules(Step.CLASSIFICATION).file(1, 5);
    }

    @Provide
    Arbitrary<String> eligibility() {
        return new RandomRules(Step.ELIGIBILITY).file(1, 5);
    }

    @Provide
    Arbitrary<String> policy() {
        return new RandomRules(Step.POLICY).file(1, 5);
    }

    @Provide
    Arbitrary<String> arbitration() {
        return new RandomRules(Step.ARBITRATION).file(1, 5);
    }

    @Property(tries = 300)
    void whatIsPrintedOfAPolicyReadsAsTheSameRules(@ForAll("policy") String drl) {
        roundTrip(Step.POLICY, drl);
    }

    @Property(tries = 300)
    void whatIsPrintedOfAnArbitrationReadsAsTheSameRules(@ForAll("arbitration") String drl) {
        roundTrip(Step.ARBITRATION, drl);
    }

    @Property(tries = 300)
    void whatIsPrintedOfAClassificationReadsAsTheSameRules(@ForAll("classification") String drl) {
        roundTrip(Step.CLASSIFICATION, drl);
    }

    @Property(tries = 300)
    void whatIsPrintedOfAnEligibilityReadsAsTheSameRules(@ForAll("eligibility") String drl) {
        roundTrip(Step.ELIGIBILITY, drl);
    }

    @Property(tries = 30_000)
    @AddLifecycleHook(LongRun.class)
    void whatIsPrintedReadsAsTheSameRulesForLong(@ForAll("eligibility") String drl) {
        roundTrip(Step.ELIGIBILITY, drl);
    }

    private static void roundTrip(Step step, String drl) {
        List<Rule> rules = read(step, drl);
        String canonical = Canonical.print(step, rules);
        Findings findings = new Findings();
        List<Rule> again = DrlReader.readCanonical(WideShop.names(step), "canonical.drl", canonical, findings);

        assertThat(findings.list()).as(canonical).isEmpty();
        assertThat(again.stream().map(Rule::anywhere).toList())
                .as(canonical)
                .isEqualTo(rules.stream().map(Rule::anywhere).toList());
        assertThat(Canonical.print(step, again)).isEqualTo(canonical);
    }

    static List<Rule> read(Step step, String drl) {
        Findings findings = new Findings();
        List<Rule> rules = DrlReader.read(WideShop.names(step), step.folder() + "/generated.drl", drl, findings);
        assertThat(findings.list()).as(drl).isEmpty();
        assertThat(rules).isNotEmpty();
        return rules;
    }
}
