package org.opportune.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.opportune.lifetime.LifetimeValue.Horizon;

class LifetimeValueTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final BgNbd BUYING = new BgNbd(0.243, 4.414, 0.793, 2.426);
    private static final GammaGamma SPENDING = new GammaGamma(6.25, 3.74, 15.44);

    @Test
    void whatIsBoughtOnOneDayIsOnePurchaseAndWhatComesLaterIsNotSeen() {
        TreeSet<LocalDate> days = new TreeSet<>(List.of(DAY, DAY.plusDays(7), DAY.plusDays(21), DAY.plusDays(100)));

        assertThat(History.of(days, DAY.plusDays(70))).isEqualTo(new History(2, 3, 10));
        assertThat(History.of(days, DAY)).isEqualTo(new History(0, 0, 0));
    }

    @Test
    void theFirstPurchaseAndWhatWasFreeSayNothingOfSpending() {
        NavigableMap<LocalDate, BigDecimal> worth = new TreeMap<>();
        worth.put(DAY, new BigDecimal("1000"));
        worth.put(DAY.plusDays(1), new BigDecimal("20"));
        worth.put(DAY.plusDays(2), BigDecimal.ZERO);
        worth.put(DAY.plusDays(3), new BigDecimal("25"));
        worth.put(DAY.plusDays(4), new BigDecimal("7"));

        assertThat(Spend.of(worth, DAY.plusDays(3))).isEqualTo(new Spend(2, 22.5));
        assertThat(Spend.of(worth, DAY)).isEqualTo(Spend.NONE);
    }

    @Test
    void anAverageLiesBetweenTheirsAndThatOfAll() {
        double all = SPENDING.average();
        assertThat(all).isCloseTo(15.44 * 6.25 / 2.74, within(1e-12));
        assertThat(SPENDING.average(Spend.NONE)).isEqualTo(all);
        assertThat(SPENDING.average(new Spend(1, 100))).isStrictlyBetween(all, SPENDING.average(new Spend(9, 100)));
        assertThat(SPENDING.average(new Spend(1_000_000, 100))).isCloseTo(100, within(0.001));
    }

    @Test
    void withoutADiscountAValueIsPurchasesTimesTheirAverage() {
        History history = new History(2, 30.43, 38.86);
        LifetimeValue value = LifetimeValue.of(BUYING, SPENDING, history, new Spend(2, 22.35), new Horizon(13, 3, 0));

        assertThat(value.alive()).isEqualTo(BUYING.alive(history));
        assertThat(value.purchases()).isEqualTo(BUYING.purchases(history, 39));
        assertThat(value.value()).isCloseTo(value.purchases() * value.average(), within(1e-12));
    }

    @Test
    void laterMoneyIsWorthLess() {
        History history = new History(2, 30.43, 38.86);
        LifetimeValue value = LifetimeValue.of(BUYING, SPENDING, history, Spend.NONE, new Horizon(2, 26, 0.1));

        double first = BUYING.purchases(history, 26);
        double second = BUYING.purchases(history, 52) - first;
        assertThat(value.value()).isCloseTo((first / 1.1 + second / 1.21) * SPENDING.average(), within(1e-12));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Horizon(0, 1, 0)).hasMessageContaining("at least one period");
        assertThatThrownBy(() -> new Horizon(1, 1, Double.NaN)).hasMessageContaining("discount from 0 on");
        assertThatThrownBy(() -> new Spend(1, 0)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> new Spend(0, 5)).hasMessageContaining("0 where there is no purchase");
        assertThatThrownBy(() -> new GammaGamma(1, 1, 1)).hasMessageContaining("q is more than 1");
    }
}
