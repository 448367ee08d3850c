package org.opportune.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.opportune.lifetime.BgNbdFit;
import org.opportune.lifetime.GammaGammaFit;
import org.opportune.lifetime.History;
import org.opportune.lifetime.Spend;
import org.opportune.reports.PurchaseDays.Bought;

/**
 * The customers to whom the models are fitted: all of them, or that many drawn evenly (reservoir sampling, with a seed that never changes), since more say
 * little more and a fit takes as long as there are customers.
 */
final class LifetimeSample {
    private static final int LEAST_REPEAT_BUYERS = 100;

    private final LocalDate today;
    private final int most;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Drawn> drawn = new ArrayList<>();
    private long customers;
    private long repeatBuyers;
    private final Correlation correlation = new Correlation();

    LifetimeSample(LocalDate today, int most) {
        this.today = today;
        this.most = most;
    }

    private record Drawn(History history, Spend spend) {}

    void add(Bought bought) {
        History history = History.of(bought.worth().navigableKeySet(), today);
        Spend spend = Spend.of(bought.worth(), today);
        customers++;
        repeatBuyers += history.repeats() > 0 ? 1 : 0;
        if (spend.purchases() > 0) {
            correlation.add(spend.purchases(), spend.average());
        }
        if (drawn.size() < most) {
            drawn.add(new Drawn(history, spend));
        } else {
            long place = random.nextLong(customers);
            if (place < most) {
                drawn.set((int) place, new Drawn(history, spend));
            }
        }
    }

    LifetimeModel fit() {
        List<Spend> spends = drawn.stream()
                .map(Drawn::spend)
                .filter(spend -> spend.purchases() > 0)
                .toList();
        if (spends.size() < LEAST_REPEAT_BUYERS) {
            return model(LifetimeModel.TOO_FEW, null, null);
        }
        Map<History, Long> histories = new HashMap<>();
        drawn.forEach(each -> histories.merge(each.history(), 1L, Long::sum));
        BgNbdFit buying = BgNbdFit.of(histories);
        GammaGammaFit spending = GammaGammaFit.of(spends);
        boolean isFitted = buying.settled() && spending.settled();
        return model(
                isFitted ? LifetimeModel.FITTED : LifetimeModel.NOT_SETTLED,
                buying.settled() ? buying : null,
                spending.settled() ? spending : null);
    }

    private LifetimeModel model(String state, @Nullable BgNbdFit buying, @Nullable GammaGammaFit spending) {
        return new LifetimeModel(
                state,
                customers,
                repeatBuyers,
                drawn.size(),
                correlation.value(),
                buying == null ? null : LifetimeModel.Buying.of(buying),
                spending == null ? null : LifetimeModel.Spending.of(spending));
    }

    /** Pearson's, in one pass (Welford, <i>Note on a Method for Calculating Corrected Sums of Squares and Products</i>, 1962). */
    private static final class Correlation {
        private long count;
        private double meanX;
        private double meanY;
        private double squaresX;
        private double squaresY;
        private double products;

        void add(double x, double y) {
            count++;
            double fromX = x - meanX;
            double fromY = y - meanY;
            meanX += fromX / count;
            meanY += fromY / count;
            squaresX += fromX * (x - meanX);
            squaresY += fromY * (y - meanY);
            products += fromX * (y - meanY);
        }

        @Nullable
        Double value() {
            double both = StrictMath.sqrt(squaresX) * StrictMath.sqrt(squaresY);
            return both > 0 ? products / both : null;
        }
    }
}
