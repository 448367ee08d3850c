package org.opportune.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What learning gains in one shop of which the truth is known; {@code docs/learning.md} has the average of twenty. */
class SimulationTest {
    private static final Duration HALF_LIFE = Duration.ofDays(30);
    private static final Duration NEVER = Duration.ofDays(100_000);
    private static final Simulation SHOP = new Simulation(0.05);
    private static final List<World> SAME = List.of(SHOP.world(1));
    private static final List<World> CHANGED = List.of(SHOP.world(1), SHOP.world(-2)); // after half of the time

    private static double last(List<Double> regret) {
        return regret.get(regret.size() - 1);
    }

    @Test
    void whatIsLearnedDoesBetterThanOnePriorAndThanAnyFixedRankingAndTheSameSeedLearnsTheSame() {
        List<Double> learned = SHOP.byLearning(SAME, HALF_LIFE, 1);

        assertThat(last(learned))
                .isLessThan(last(SHOP.byBestRanking(SAME)) / 2)
                .isLessThan(last(SHOP.byPrior(SAME)) / 4);
        assertThat(SHOP.byLearning(SAME, HALF_LIFE, 1)).isEqualTo(learned);
    }

    @Test
    void whatIsNoLongerTrueIsForgotten() {
        List<Double> learned = SHOP.byLearning(CHANGED, HALF_LIFE, 1);

        assertThat(learned.get(5)).isGreaterThan(2 * learned.get(4));
        assertThat(last(learned)).isLessThan(learned.get(5) / 2);
        assertThat(last(learned)).isLessThan(last(SHOP.byLearning(CHANGED, NEVER, 1)));
    }
}
