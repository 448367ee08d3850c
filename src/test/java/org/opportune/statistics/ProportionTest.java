package org.opportune.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
    /** Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void agreesWithThePublishedExamples(long successes, long trials, double lower, double upper) {
        Interval interval = Proportion.of(successes, trials);
        assertThat(interval.lower()).isCloseTo(lower, within(0.00005));
        assertThat(interval.upper()).isCloseTo(upper, within(0.00005));
        assertThat(interval.estimate()).isEqualTo((double) successes / trials);
    }

    @Test
    void allOfAllReachesOne() {
        assertThat(Proportion.of(20, 20).upper()).isEqualTo(1);
        assertThat(Proportion.of(20, 20).lower()).isCloseTo(1 - 0.1611, within(0.0001));
    }

    @Test
    void whatIsNoShareIsRefused() {
        assertThatThrownBy(() -> Proportion.of(3, 2)).hasMessageContaining("3 of 2");
        assertThatThrownBy(() -> Proportion.of(0, 0)).hasMessageContaining("0 of 0");
    }
}
