package org.opportune.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.catalogue.Experiment;
import org.opportune.experiments.ExperimentResults.Difference;
import org.opportune.experiments.ExperimentResults.Result;
import org.opportune.kernel.Problem;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

/** Against figures that were reckoned by hand, or by another program, from the formulas of docs/statistics.md. */
class ExperimentResultsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final String THREE = """
            holdout: {share: 0.1, keeps: [], goal: {event: order}}
            experiments:
              one:
                label: {en: One, fi: Yksi}
                from: 2026-02-01
                planned: 6000
                control: usual
                arms:
                  bold: {label: {en: Bold}}
                  usual: {label: {en: As usual}, weight: 2}
                  shy: {label: {en: Shy}}
            """;

    private static Tally tally(long customers, long observed, long converted, String sum, String squares) {
        return new Tally(customers, observed, converted, new BigDecimal(sum), new BigDecimal(squares));
    }

    private static ExperimentResults results(String id, Map<String, Tally> tallies, String locale) {
        try (Rulebook rulebook = new SmallShop().with("experiments.yaml", THREE).rulebook()) {
            Experiment experiment = Objects.requireNonNull(
                    Trials.of(rulebook, rulebook.phrases(locale)).get(id));
            return ExperimentResults.of(experiment, tallies, NOON, 0.05, rulebook.phrases(locale), locale);
        }
    }

    private static Difference of(@Nullable Difference difference) {
        return Objects.requireNonNull(difference);
    }

    @Test
    void anArmIsComparedWithControlByWhatIsOver() {
        ExperimentResults results = results(
                "one",
                Map.of(
                        "usual", tally(2_500, 2_000, 100, "5000", "400000"),
                        "bold", tally(1_250, 1_000, 120, "6000", "500000"),
                        "shy", tally(1_250, 0, 0, "0", "0")),
                "en");
        assertThat(results.customers()).isEqualTo(5_000);
        assertThat(results.observed()).isEqualTo(3_000);
        assertThat(results.sentence()).isEqualTo("3,000 of 5,000 customers were observed to the end of their time.");
        assertThat(results.experiment().state()).isEqualTo("running");
        assertThat(results.sampleRatio().p()).isEqualTo(1);
        assertThat(results.sampleRatio().alarm()).isFalse();

        Result bold = results.arms().get(0);
        assertThat(Objects.requireNonNull(bold.rate()).estimate()).isEqualTo(0.12);
        assertThat(Objects.requireNonNull(bold.value()).estimate()).isEqualTo(6.0);
        Difference rate = of(bold.differenceOfRate());
        assertThat(rate.estimate()).isCloseTo(0.07, within(1e-12));
        assertThat(Objects.requireNonNull(rate.lower())).isCloseTo(0.0325418659141038, within(1e-9));
        assertThat(Objects.requireNonNull(rate.upper())).isCloseTo(0.10745813408589619, within(1e-9));
        assertThat(rate.shown()).isEqualTo("more");
        Difference value = of(bold.differenceOfValue());
        assertThat(value.estimate()).isCloseTo(3.5, within(1e-12));
        assertThat(Objects.requireNonNull(value.lower())).isCloseTo(1.0334089709550751, within(1e-9));

        Result usual = results.arms().get(1);
        assertThat(usual.control()).isTrue();
        assertThat(usual.differenceOfRate()).isNull();
        Result shy = results.arms().get(2);
        assertThat(shy.customers()).isEqualTo(1_250);
        assertThat(shy.rate()).isNull();
        assertThat(shy.differenceOfRate()).isNull();
    }

    @Test
    void beforeAnybodyIsObservedItSaysSo() {
        assertThat(results("one", Map.of(), "en").sentence()).isEqualTo("Nobody has taken part yet.");
        ExperimentResults waiting = results("one", Map.of("bold", tally(3, 0, 0, "0", "0")), "fi");
        assertThat(waiting.sentence()).startsWith("Kokeessa on mukana 3 asiakasta");
        assertThat(waiting.experiment().label()).isEqualTo("Yksi");
        assertThat(waiting.arms()).allSatisfy(arm -> assertThat(arm.rate()).isNull());
    }

    /** Nobody has bought yet: that is no certainty that nobody will. */
    @Test
    void whereNothingDiffersNothingIsBounded() {
        ExperimentResults results = results(
                "universal-holdout",
                Map.of("held-out", tally(10, 10, 0, "0", "0"), "others", tally(90, 90, 0, "0", "0")),
                "en");
        assertThat(results.experiment().label()).isEqualTo("Universal holdout");
        assertThat(results.experiment().event()).isEqualTo("order");
        Difference rate = of(results.arms().get(1).differenceOfRate());
        assertThat(rate.lower()).isNull();
        assertThat(rate.upper()).isNull();
        assertThat(rate.shown()).isEqualTo("nothing");
    }

    @Test
    void customersWhoAreNotSharedAsDeclaredRaiseTheAlarm() {
        ExperimentResults results = results(
                "universal-holdout",
                Map.of("held-out", tally(9_000, 0, 0, "0", "0"), "others", tally(91_000, 0, 0, "0", "0")),
                "en");
        assertThat(results.sampleRatio().alarm()).isTrue();
        assertThat(results.sampleRatio().sentence()).contains("no result of this experiment can be believed");
    }

    @Test
    void whatValuesSpreadIsExactForLargeSums() {
        Tally tally = tally(2, 2, 2, "2000000000000.0001", "2000000000000000200000000.00000001");
        assertThat(tally.values().variance()).isCloseTo(0.5e-8, within(1e-9));
    }

    @Test
    void theSizeOfASampleIsThatOfThePlan() {
        SampleSize size = SampleSize.of("0.05", "0.2", null, null, null);
        assertThat(size.once()).isEqualTo(new SampleSize.Customers(8_158, 16_316));
        assertThat(size.anyTime().all()).isBetween(30_000L, 33_000L);
        SampleSize three = SampleSize.of("0.05", "0.2", "0.8", "0.05", "3");
        assertThat(three.once().perArm()).isGreaterThan(8_158);
        assertThat(three.once().all()).isEqualTo(3 * three.once().perArm());
    }

    @Test
    void whatCannotBePlannedIsRefusedWithEverythingThatIsWrong() {
        assertThatThrownBy(() -> SampleSize.of("5 %", "NaN", "1", "0", "1"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.findings()).hasSize(5));
        assertThatThrownBy(() -> SampleSize.of("0.5", "1", null, null, null)).hasMessageContaining("cannot grow");
        assertThatThrownBy(() -> SampleSize.of("0.5", "0", null, null, null)).hasMessageContaining("nothing");
    }
}
