package org.opportune.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Label;
import org.opportune.status.ScoreTally.Band;
import org.opportune.vocabulary.Vocabulary.Score;

class ScoreTallyTest {
    private static Score score(@Nullable Integer minimum, @Nullable Integer maximum, Map<String, Integer> levels) {
        return new Score("s", Label.of("s"), minimum, maximum, levels, Map.of());
    }

    @Test
    void aBoundedScoreHasTenBandsTheLastOfWhichHoldsTheMost() {
        Score hundred = score(0, 100, Map.of());
        assertThat(Band.of(hundred, 0)).isEqualTo(new Band(0, 9, null));
        assertThat(Band.of(hundred, 89)).isEqualTo(new Band(80, 89, null));
        assertThat(Band.of(hundred, 90)).isEqualTo(new Band(90, 100, null));
        assertThat(Band.of(hundred, 100)).isEqualTo(new Band(90, 100, null));
        assertThat(Band.of(score(-5, 0, Map.of()), 0)).isEqualTo(new Band(-1, 0, null));
        assertThat(Band.of(score(3, 3, Map.of()), 3)).isEqualTo(new Band(3, 3, null));
        Score widest = score(Integer.MIN_VALUE, Integer.MAX_VALUE, Map.of());
        assertThat(Band.of(widest, Integer.MAX_VALUE).most()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void bandsOfABoundedScoreLieSideBySide() {
        for (int maximum = 0; maximum < 130; maximum++) {
            Score score = score(0, maximum, Map.of());
            Band before = Band.of(score, 0);
            for (int points = 1; points <= maximum; points++) {
                Band band = Band.of(score, points);
                assertThat(points).isBetween(band.least(), band.most());
                assertThat(band.equals(before)
                                || Integer.valueOf(band.least() - 1).equals(before.most()))
                        .isTrue();
                before = band;
            }
        }
    }

    @Test
    void aScoreWithLevelsHasABandALevel() {
        Map<String, Integer> levels = new LinkedHashMap<>();
        levels.put("bronze", 0);
        levels.put("silver", 500);
        levels.put("gold", 1_500);
        Score loyalty = score(0, null, levels);
        assertThat(Band.of(loyalty, 499)).isEqualTo(new Band(0, 499, "bronze"));
        assertThat(Band.of(loyalty, 500)).isEqualTo(new Band(500, 1_499, "silver"));
        assertThat(Band.of(loyalty, 9_000)).isEqualTo(new Band(1_500, null, "gold"));
    }

    @Test
    void aScoreWithoutBoundsHasABandOfTenPoints() {
        assertThat(Band.of(score(null, null, Map.of()), -1)).isEqualTo(new Band(-10, -1, null));
        assertThat(Band.of(score(0, null, Map.of()), 25)).isEqualTo(new Band(20, 29, null));
    }
}
