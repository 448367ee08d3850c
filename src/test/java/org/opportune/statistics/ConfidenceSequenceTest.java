package org.opportune.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The intervals, against their formula and over 2,000 simulated experiments of which the truth is known. */
class ConfidenceSequenceTest {
    private static final double ALPHA = 0.05;
    private static final int DAYS = 30;
    private static final int A_DAY = 200;
    private static final ConfidenceSequence SEQUENCE = new ConfidenceSequence(ALPHA, DAYS * A_DAY);

    /** Theorem 2.2 at rho = 0.1 after 100 observations of variance 4, by another program; a plan of 821 makes rho 0.1. */
    @Test
    void theDistanceIsThatOfThePaper() {
        Interval interval = new ConfidenceSequence(ALPHA, 821).mean(new Moments(100, 3, 4 * 99));

        assertThat(interval.estimate()).isEqualTo(3);
        assertThat(interval.upper() - 3).isCloseTo(0.73128, within(0.0001));
        assertThat(3 - interval.lower()).isCloseTo(0.73128, within(0.0001));
    }

    /** For alpha = 0.05 the paper's approximation of rho² times the number is 7.936, and the exact solution 8.212. */
    @Test
    void intervalsAreNarrowestWhereTheyWerePlannedToBe() {
        assertThat(ConfidenceSequence.standardErrors(ALPHA)).isCloseTo(Math.sqrt(9.211_968), within(1e-6));
        for (long planned : List.of(100L, 10_000L, 1_000_000L)) {
            Moments observed = new Moments(10_000, 0, 10_000);
            assertThat(new ConfidenceSequence(ALPHA, 10_000).mean(observed).upper())
                    .isLessThanOrEqualTo(new ConfidenceSequence(ALPHA, planned)
                            .mean(observed)
                            .upper());
        }
    }

    @Test
    void nothingIsSaidUntilObservationsDiffer() {
        Moments none = Moments.of(50, 0);

        assertThat(SEQUENCE.mean(none)).isEqualTo(new Interval(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(SEQUENCE.difference(none, none).upper()).isInfinite();
        assertThat(SEQUENCE.difference(Moments.NONE, Moments.NONE).upper()).isInfinite();
        assertThat(SEQUENCE.difference(Moments.of(50, 9), Moments.NONE).upper()).isInfinite();
        assertThat(SEQUENCE.mean(Moments.NONE).upper()).isInfinite();
    }

    @Test
    void lookingEveryDayFindsNoDifferenceWhereThereIsNone() {
        for (Trials same : List.of(
                new Trials(DAYS, A_DAY, 0.5, Trials.converts(0.05), Trials.converts(0.05)),
                new Trials(DAYS, A_DAY, 0.1, Trials.converts(0.02), Trials.converts(0.02)),
                new Trials(DAYS, A_DAY, 0.5, Trials.spends(0.1), Trials.spends(0.1)),
                new Trials(DAYS, A_DAY, 0.1, Trials.spends(0.02), Trials.spends(0.02)))) {
            assertThat(same.share(1, (treated, control) -> SEQUENCE.difference(treated, control)
                            .excludes(0)))
                    .isLessThanOrEqualTo(ALPHA);
        }
    }

    /** What the sequence is for: a test that is right for one look is wrong in a quarter of such experiments. */
    @Test
    void aTestForOneLookFindsManyDifferencesThatAreNone() {
        Trials same = new Trials(DAYS, A_DAY, 0.5, Trials.converts(0.05), Trials.converts(0.05));

        assertThat(same.share(1, PlanTest::differsOnce)).isGreaterThan(0.2);
        assertThat(same.share(DAYS, PlanTest::differsOnce)).isCloseTo(ALPHA, within(0.015));
    }

    @Test
    void theTruthLiesInAllIntervalsOfAMean() {
        Trials all = new Trials(DAYS, A_DAY, 1, Trials.converts(0), Trials.converts(0.05));

        assertThat(all.share(1, (observed, none) -> SEQUENCE.mean(observed).excludes(0.05)))
                .isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new ConfidenceSequence(0, 10)).hasMessageContaining("between 0 and 0.5");
        assertThatThrownBy(() -> new ConfidenceSequence(0.05, 0)).hasMessageContaining("at least one");
    }
}
