package org.opportune.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Models are found again in what was made with them; the margins are three standard errors of so many customers, as twelve other seeds spread. */
class FitsTest {
    @Test
    void theModelOfPurchasesIsFoundAgain() {
        BgNbd truth = new BgNbd(0.8, 6, 1.2, 3);
        Map<History, Long> histories = Shop.histories(new Shop(11).customers(truth, 15_000, 78, 0));

        BgNbdFit fit = BgNbdFit.of(histories);

        assertThat(fit.settled()).isTrue();
        assertThat(fit.customers()).isEqualTo(15_000);
        assertThat(fit.model().r()).isCloseTo(truth.r(), within(0.031));
        assertThat(fit.model().alpha()).isCloseTo(truth.alpha(), within(0.3));
        assertThat(fit.model().a()).isCloseTo(truth.a(), within(0.17));
        assertThat(fit.model().b()).isCloseTo(truth.b(), within(0.53));
        assertThat(fit.model().purchases(52)).isCloseTo(truth.purchases(52), within(0.093));
    }

    @Test
    void theUnitOfTimeMakesNoDifference() {
        Map<History, Long> weeks = Shop.histories(new Shop(12).customers(new BgNbd(0.8, 6, 1.2, 3), 2_000, 39, 0));
        Map<History, Long> years = new LinkedHashMap<>();
        weeks.forEach((history, many) ->
                years.merge(new History(history.repeats(), history.last() / 52, history.age() / 52), many, Long::sum));

        assertThat(BgNbdFit.of(years).model().purchases(1))
                .isCloseTo(BgNbdFit.of(weeks).model().purchases(52), within(1e-3));
    }

    @Test
    void theOrderOfCustomersMakesNoDifferenceAtAll() {
        Map<History, Long> histories = Shop.histories(new Shop(13).customers(new BgNbd(0.8, 6, 1.2, 3), 500, 39, 0));
        Map<History, Long> otherwise = new TreeMap<>((one, other) -> {
            int byAge = Double.compare(other.age(), one.age());
            int byLast = byAge == 0 ? Double.compare(one.last(), other.last()) : byAge;
            return byLast == 0 ? Integer.compare(one.repeats(), other.repeats()) : byLast;
        });
        otherwise.putAll(histories);

        assertThat(BgNbdFit.of(otherwise)).isEqualTo(BgNbdFit.of(histories));
    }

    @Test
    void theModelOfSpendingIsFoundAgain() {
        GammaGamma truth = new GammaGamma(4, 3.5, 25);

        GammaGammaFit fit = GammaGammaFit.of(new Shop(14).spends(truth, 15_000));

        assertThat(fit.settled()).isTrue();
        assertThat(fit.customers()).isEqualTo(15_000);
        assertThat(fit.model().p()).isCloseTo(truth.p(), within(0.57));
        assertThat(fit.model().q()).isCloseTo(truth.q(), within(0.21));
        assertThat(fit.model().average()).isCloseTo(truth.average(), within(0.75));
    }

    @Test
    void theLikelihoodsOfAllThatThreePurchasesCanBeWorthMakeOne() {
        double sum = 0;
        for (double average = 0.05; average < 5_000; average += 0.1) {
            List<Spend> spend = List.of(new Spend(3, average));
            sum += 0.1 * StrictMath.exp(GammaGammaFit.logLikelihood(new GammaGamma(6.25, 3.74, 15.44), spend));
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    @Test
    void whoBoughtOnceSaysNothingOfWhatPurchasesAreWorth() {
        List<Spend> spends = new Shop(15).spends(new GammaGamma(4, 3.5, 25), 300);
        List<Spend> more = new ArrayList<>(spends);
        more.add(Spend.NONE);

        assertThat(GammaGammaFit.of(more)).isEqualTo(GammaGammaFit.of(spends));
    }

    @Test
    void tooFewCustomersAreNoModel() {
        assertThatThrownBy(() -> BgNbdFit.of(Map.of(new History(0, 0, 39), 5L)))
                .hasMessage("None of 5 customers bought again, so that nothing says how often customers do.");
        assertThatThrownBy(() -> GammaGammaFit.of(List.of(Spend.NONE, new Spend(2, 10))))
                .hasMessageContaining("Of 2 customers 1 bought again");
    }

    @Test
    void aSearchThatDoesNotComeToRestSaysSo() {
        assertThat(Maximum.of(point -> point.get(0), 0).settled()).isFalse();
        Maximum found =
                Maximum.of(point -> -StrictMath.pow(point.get(0) - 3, 2) - StrictMath.pow(point.get(1), 2), 0, 1);
        assertThat(found.settled()).isTrue();
        assertThat(found.at().get(0)).isCloseTo(3, within(1e-4));
    }
}
