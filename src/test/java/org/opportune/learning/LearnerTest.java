package org.opportune.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class LearnerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Map<String, String> CAMPAIGNS =
            Map.of("a", "spring", "b", "spring", "c", "spring", "d", "autumn");
    private static final Learner LEARNER = new Learner(MONTH, 0.05, 20);

    private static Cell cell(String offer) {
        return new Cell(offer, "engagement", "site");
    }

    private static Observed seen(String offer, int daysAgo, long trials, long successes) {
        return new Observed(cell(offer), NOW.minus(Duration.ofDays(daysAgo)), trials, successes);
    }

    private static LearnedRates learn(Observed... observed) {
        return LEARNER.learn(7, NOW, List.of(observed), CAMPAIGNS);
    }

    private static Rate rate(LearnedRates rates, String offer) {
        return Objects.requireNonNull(rates.of(cell(offer), Objects.requireNonNull(CAMPAIGNS.get(offer))), offer);
    }

    /** By hand: of 1,020 trials, the prior's 20 among them, 41 + 1 are successes; one cell says nothing of what cells share, so that this counts for 20. */
    @Test
    void oneCellIsAddedToThePrior() {
        LearnedRates rates = learn(seen("d", 0, 1_000, 41));

        double common = 42.0 / 1_020;
        assertThat(rates.number()).isEqualTo(7);
        assertThat(rate(rates, "d").mean()).isCloseTo((common * 20 + 41) / 1_020, within(1e-15));
        assertThat(rate(rates, "d").weight()).isCloseTo(1_020, within(1e-9));
    }

    @Test
    void aFewTrialsSayLessThanTheCampaignAndManySayMore() {
        LearnedRates rates = learn(seen("a", 0, 10_000, 1_000), seen("b", 0, 10_000, 200), seen("c", 0, 5, 0));

        assertThat(rate(rates, "a").mean()).isCloseTo(0.1, within(0.001));
        assertThat(rate(rates, "b").mean()).isCloseTo(0.02, within(0.001));
        double common = Objects.requireNonNull(rates.campaigns().get("spring")).mean();
        assertThat(rate(rates, "c").mean()).isBetween(0.5 * common, common);
    }

    @Test
    void cellsThatAreAlikeShareWhatTheyKnow() {
        LearnedRates rates = learn(seen("a", 0, 100, 6), seen("b", 0, 100, 5), seen("c", 0, 100, 4));

        assertThat(rate(rates, "a").mean()).isCloseTo(0.05, within(0.002));
        assertThat(Objects.requireNonNull(rates.campaigns().get("spring")).weight())
                .isEqualTo(1_000);
    }

    @Test
    void whatWasNotShownHasTheRateOfItsCampaignAndElseNone() {
        LearnedRates rates = learn(seen("a", 0, 1_000, 100), seen("b", 0, 1_000, 20));

        assertThat(rate(rates, "c")).isEqualTo(rates.campaigns().get("spring"));
        assertThat(rates.of(cell("d"), "autumn")).isNull();
        assertThat(LearnedRates.NONE.of(cell("a"), "spring")).isNull();
    }

    @Test
    void aTrialCountsForHalfAfterAHalfLifeAndForNothingBeforeItIsMade() {
        LearnedRates now = learn(seen("d", 0, 500, 50));

        assertThat(rate(learn(seen("d", 30, 1_000, 100)), "d")).isEqualTo(rate(now, "d"));
        assertThat(rate(learn(seen("d", 0, 500, 50), seen("d", -1, 9, 9)), "d")).isEqualTo(rate(now, "d"));
        assertThat(learn(seen("d", 20_000, 500, 50))).isEqualTo(learn());
    }

    @Test
    void anOfferThatIsNoMoreIsNotLearned() {
        assertThat(learn(seen("gone", 0, 500, 50))).isEqualTo(learn());
    }

    @Test
    void theSameObservationsInAnotherOrderGiveTheSameTableToTheLastBit() {
        Random random = new Random(3);
        List<Observed> observed = new ArrayList<>();
        for (int day = 0; day < 200; day++) {
            for (String offer : List.of("a", "b", "c", "d")) {
                int trials = random.nextInt(50);
                observed.add(seen(offer, day, trials, trials / 9));
            }
        }
        LearnedRates rates = LEARNER.learn(1, NOW, observed, CAMPAIGNS);
        Collections.shuffle(observed, random);

        assertThat(LEARNER.learn(1, NOW, observed, CAMPAIGNS)).isEqualTo(rates);
        assertThat(rates.cells().firstKey()).isEqualTo(cell("a"));
    }

    /** 400 cells whose rates come from a beta distribution that weighs as 60 trials: the estimate is near, with old trials among the new, too. */
    @Test
    void whatCellsHaveInCommonIsFoundAgain() {
        RandomDataGenerator random = new RandomDataGenerator(17);
        List<Tally> fresh = new ArrayList<>();
        List<Tally> mixed = new ArrayList<>();
        for (int cell = 0; cell < 400; cell++) {
            double rate = random.nextBeta(3, 57);
            fresh.add(tally(random, rate, 200, 1));
            mixed.add(tally(random, rate, 20, 1).plus(tally(random, rate, 1_600, 0.0625)));
        }
        assertThat(Strength.of(fresh, 1)).isCloseTo(60, within(20.0));
        assertThat(Strength.of(mixed, 1)).isCloseTo(60, within(20.0));
    }

    private static Tally tally(RandomDataGenerator random, double rate, int trials, double weight) {
        int successes = 0;
        for (int trial = 0; trial < trials; trial++) {
            successes += random.nextUniform(0, 1) < rate ? 1 : 0;
        }
        return Tally.of(new Observed(cell("a"), NOW, trials, successes), weight);
    }

    /** Rates that differ by chance alone are no sign that cells differ, and cells that are all or nothing share nothing. */
    @Test
    void whatCellsHaveInCommonStaysWithinBounds() {
        assertThat(Strength.of(List.of(new Tally(50, 5, 50), new Tally(50, 5, 50)), 9))
                .isEqualTo(1_000);
        assertThat(Strength.of(List.of(new Tally(50, 50, 50), new Tally(50, 0, 50)), 9))
                .isEqualTo(2);
        assertThat(Strength.of(List.of(new Tally(50, 0, 50), new Tally(50, 0, 50)), 9))
                .isEqualTo(9);
        assertThat(Strength.of(List.of(new Tally(1, 0, 1), new Tally(1, 1, 1)), 9))
                .isEqualTo(9);
    }

    @Test
    void aTableDoesNotChange() {
        LearnedRates rates = learn(seen("a", 0, 10, 1));

        assertThatThrownBy(() -> rates.cells().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> rates.campaigns().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Learner(Duration.ZERO, 0.05, 20)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> new Learner(MONTH, 1, 20)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> seen("a", 0, 3, 4)).hasMessage("4 successes of 3 trials cannot be.");
    }
}
