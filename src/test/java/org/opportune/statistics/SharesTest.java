package org.opportune.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
    @Test
    void theScoreIntervalIsWhatTextbooksGive() {
        Interval eightOfTen = Shares.share(8, 10);
        assertThat(eightOfTen.estimate()).isEqualTo(0.8);
        assertThat(eightOfTen.lower()).isCloseTo(0.4902, within(1e-4));
        assertThat(eightOfTen.upper()).isCloseTo(0.9433, within(1e-4));
        assertThat(Shares.share(0, 20).lower()).isZero();
        assertThat(Shares.share(0, 20).upper()).isCloseTo(0.1611, within(1e-4));
    }

    /** Newcombe, <i>Two-sided confidence intervals for the single proportion</i>, Statistics in Medicine 17 (1998), table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void theScoreIntervalAgreesWithPublishedExamples(long some, long all, double lower, double upper) {
        assertThat(Shares.share(some, all).lower()).isCloseTo(lower, within(0.00005));
        assertThat(Shares.share(some, all).upper()).isCloseTo(upper, within(0.00005));
    }

    @Test
    void theNetShareLiesBetweenAllAgainstAndAllFor() {
        assertThat(Shares.net(5, 0, 5).estimate()).isEqualTo(1);
        assertThat(Shares.net(5, 0, 5).upper()).isEqualTo(1);
        assertThat(Shares.net(5, 0, 5).lower()).isBetween(0.0, 0.9);
        assertThat(Shares.net(0, 5, 5).lower()).isEqualTo(-1);
        assertThat(Shares.net(40, 15, 100).estimate()).isEqualTo(0.25);
        assertThat(Shares.net(40, 15, 100).lower())
                .isCloseTo(25 / 103.0 - 1.96 * Math.sqrt((56.5 / 103 - 625 / 10609.0) / 103), within(1e-4));
    }

    @Test
    void aboutNineteenOfTwentyIntervalsHoldTheTruth() {
        SplittableRandom random = new SplittableRandom(5);
        int held = 0;
        int shares = 0;
        for (int survey = 0; survey < 4_000; survey++) {
            int pro = 0;
            int contra = 0;
            for (int answer = 0; answer < 30; answer++) {
                double drawn = random.nextDouble();
                pro += drawn < 0.5 ? 1 : 0;
                contra += drawn >= 0.8 ? 1 : 0;
            }
            held += Shares.net(pro, contra, 30).excludes(0.3) ? 0 : 1;
            shares += Shares.share(pro, 30).excludes(0.5) ? 0 : 1;
        }
        assertThat(held / 4_000.0).isBetween(0.94, 0.97);
        assertThat(shares / 4_000.0).isBetween(0.94, 0.97);
    }

    @Test
    void whatIsNoShareIsRefused() {
        assertThatThrownBy(() -> Shares.share(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shares.net(2, 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shares.share(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
