package org.opportune.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.model.Canonical;
import org.opportune.model.Rule;
import org.opportune.model.Step;

class DrlReaderTest {
    private static final String HEADER = HeaderReader.text(Step.CLASSIFICATION);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classification/lifecycle.drl",
                "classification/segments.drl",
                "classification/scores.drl",
                "eligibility/eligibility.drl"
            })
    void whatIsPrintedOfARuleReadsAsTheSameRule(String path) {
        Step step = Step.of(path.substring(0, path.indexOf('/'))).orElseThrow();
        Findings findings = new Findings();

        List<Rule> rules = DrlReader.read(ShopNames.of(step), path, ShopNames.FOLDER.text(path), findings);
        String canonical = Canonical.print(step, rules);
        List<Rule> again = DrlReader.readCanonical(ShopNames.of(step), "canonical", canonical, findings);

        assertThat(findings.list()).isEmpty();
        assertThat(rules).isNotEmpty();
        assertThat(again.stream().map(Rule::anywhere))
                .isEqualTo(rules.stream().map(Rule::anywhere).toList());
        assertThat(Canonical.print(step, again)).isEqualTo(canonical);
    }

    @Test
    void everyMistakeIsToldWithItsPlace() {
        String drl = HEADER + """
                rule "one"
                when
                    Customer(orders90 > 3, country == "Finland", ordersTotal > "x")
                then
                    classify.stage("onbording");
                    System.exit(0);
                end
                rule "two"
                when
                    eval(true)
                then
                    classify.stage("onboarding");
                end
                """;
        Findings findings = new Findings();
        DrlReader.read(ShopNames.of(Step.CLASSIFICATION), "x.drl", drl, findings);

        assertThat(findings.list().stream().map(Finding::toString))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("x.drl:7:14: unknown property of Customer 'orders90'"),
                        two -> assertThat(two).startsWith("x.drl:7:39: unknown value of country 'Finland'"),
                        three -> assertThat(three).startsWith("x.drl:7:64: ordersTotal is of type integer"),
                        four -> assertThat(four).startsWith("x.drl:9:20: unknown stage 'onbording'"),
                        five -> assertThat(five).startsWith("x.drl:10:5: 'System.exit(…)' is not part"),
                        six -> assertThat(six).startsWith("x.drl:14:5: 'eval' is not part"));
    }
}
