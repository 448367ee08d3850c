package org.opportune.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleRatioTest {
    private static final SampleRatio HALVES = new SampleRatio(List.of(0.5, 0.5));

    /** Kohavi, Tang and Xu, <i>Trustworthy Online Controlled Experiments</i>, 2020, chapter 3: 821,588 against 815,482 customers come with a probability of 1.8E-6. */
    @Test
    void aMismatchThatWasPublishedIsFound() {
        List<Long> counts = List.of(821_588L, 815_482L);

        assertThat(HALVES.once(counts)).isCloseTo(1.8e-6, within(0.05e-6));
        assertThat(HALVES.anyTime(counts)).isLessThan(0.001);
    }

    /** What the authors' own program, {@code ssrm_test}, expects in its tests: logarithms of -19.96484521 and -15.78103123 after all four days, with a prior of one customer an arm. */
    @Test
    void theBayesFactorIsThatOfTheAuthorsProgram() {
        SampleRatio ratio = new SampleRatio(List.of(0.4, 0.4, 0.2));

        assertThat(ratio.logBayesFactor(List.of(60L, 63L, 32L), List.of(1.0, 1.0, 1.0)))
                .isCloseTo(-19.964_845_210_903_86 + 15.781_031_228_536_165, within(1e-9));
        assertThat(ratio.logBayesFactor(List.of(20L, 17L, 9L), List.of(1.0, 1.0, 1.0)))
                .isCloseTo(-7.028_201_432_058_012 + 4.077_640_646_606_198_5, within(1e-9));
    }

    /** 2,000 experiments of 60 days with 500 customers each. */
    @Test
    void lookingEveryDayRaisesNoMoreFalseAlarmsThanIsSaid() {
        assertThat(alarms(0.5, true)).isLessThanOrEqualTo(0.05);
        assertThat(alarms(0.5, false)).isGreaterThan(0.2); // the test for one look
    }

    @Test
    void aMismatchOfOneInFiftyIsFoundBeforeLong() {
        assertThat(alarms(0.52, true)).isGreaterThan(0.95);
    }

    private static double alarms(double share, boolean anyTime) {
        int alarms = 0;
        for (int experiment = 0; experiment < Trials.EXPERIMENTS; experiment++) {
            SplittableRandom random = new SplittableRandom(experiment);
            long first = 0;
            boolean alarm = false;
            for (int day = 1; day <= 60 && !alarm; day++) {
                for (int customer = 0; customer < 500; customer++) {
                    first += random.nextDouble() < share ? 1 : 0;
                }
                List<Long> counts = List.of(first, day * 500L - first);
                alarm = (anyTime ? HALVES.anyTime(counts) : HALVES.once(counts)) < 0.05;
            }
            alarms += alarm ? 1 : 0;
        }
        return (double) alarms / Trials.EXPERIMENTS;
    }

    @Test
    void nobodyIsNoMismatch() {
        assertThat(HALVES.once(List.of(0L, 0L))).isEqualTo(1);
        assertThat(HALVES.anyTime(List.of(0L, 0L))).isEqualTo(1);
        assertThat(HALVES.anyTime(List.of(1_000_000_000L, 1L))).isZero();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new SampleRatio(List.of(0.5, 0.4))).hasMessageContaining("make 1 together");
        assertThatThrownBy(() -> new SampleRatio(List.of(1.0))).hasMessageContaining("two or more");
        assertThatThrownBy(() -> new SampleRatio(List.of(1.0, 0.0))).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> HALVES.once(List.of(3L))).hasMessageContaining("one a share");
    }
}
