package org.opportune.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static Moments of(double... observations) {
        Moments moments = Moments.NONE;
        for (double observation : observations) {
            moments = moments.plus(observation);
        }
        return moments;
    }

    @Test
    void meanAndVarianceAreThoseOfTheObservations() {
        Moments moments = of(2, 4, 4, 4, 5, 5, 7, 9);

        assertThat(moments.count()).isEqualTo(8);
        assertThat(moments.mean()).isEqualTo(5);
        assertThat(moments.variance()).isCloseTo(32 / 7.0, within(1e-12));
        assertThat(of(3).variance()).isZero();
    }

    @Test
    void partsThatAreAddedAreTheWhole() {
        Random random = new Random(5);
        Moments whole = Moments.NONE;
        Moments parts = Moments.NONE;
        for (int part = 0; part < 20; part++) {
            Moments each = Moments.NONE;
            for (int observation = 0; observation < part * 7; observation++) {
                double value = 1e6 + random.nextGaussian();
                each = each.plus(value);
                whole = whole.plus(value);
            }
            parts = parts.plus(each);
        }
        assertThat(parts.count()).isEqualTo(whole.count());
        assertThat(parts.mean()).isCloseTo(whole.mean(), within(1e-9));
        assertThat(parts.variance()).isCloseTo(whole.variance(), within(1e-9));
    }

    @Test
    void successesAreOnesAmongZeros() {
        Moments counted = Moments.of(5, 2);
        Moments observed = of(1, 0, 0, 1, 0);

        assertThat(counted.count()).isEqualTo(observed.count());
        assertThat(counted.mean()).isCloseTo(observed.mean(), within(1e-12));
        assertThat(counted.squares()).isCloseTo(observed.squares(), within(1e-12));
        assertThat(Moments.of(0, 0)).isEqualTo(Moments.NONE);
        assertThatThrownBy(() -> Moments.of(2, 3)).hasMessage("3 successes of 2 cannot be.");
    }
}
