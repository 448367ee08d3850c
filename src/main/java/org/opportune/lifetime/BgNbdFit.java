package org.opportune.lifetime;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hipparchus.special.Gamma;

/**
 * The model under which what customers did is most likely.
 *
 * @param logLikelihood the logarithm of that likelihood
 * @param customers how many there were
 * @param settled whether the search came to rest; where it did not, the figures of the model mean nothing
 */
public record BgNbdFit(BgNbd model, double logLikelihood, long customers, boolean settled) {
    private static final Comparator<History> ORDER = Comparator.comparingInt(History::repeats)
            .thenComparing(History::last)
            .thenComparing(History::age);

    /** By the customers' histories, and how many have each; the unit of time is theirs. At least one must have bought again. */
    public static BgNbdFit of(Map<History, Long> customers) {
        List<Map.Entry<History, Long>> ordered = customers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .toList();
        long all = 0;
        double repeats = 0;
        double ages = 0;
        for (Map.Entry<History, Long> each : ordered) {
            all += each.getValue();
            repeats += (double) each.getKey().repeats() * each.getValue();
            ages += each.getKey().age() * each.getValue();
        }
        if (repeats == 0) {
            throw new IllegalArgumentException(
                    "None of " + all + " customers bought again, so that nothing says how often customers do.");
        }
        Maximum best =
                Maximum.of(point -> logLikelihood(model(point), ordered), 0, StrictMath.log(ages / repeats), 0, 0);
        return new BgNbdFit(model(best.at()), best.value(), all, best.settled());
    }

    private static BgNbd model(List<Double> logarithms) {
        return new BgNbd(
                StrictMath.exp(logarithms.get(0)),
                StrictMath.exp(logarithms.get(1)),
                StrictMath.exp(logarithms.get(2)),
                StrictMath.exp(logarithms.get(3)));
    }

    private static double logLikelihood(BgNbd model, List<Map.Entry<History, Long>> ordered) {
        double sum = 0;
        int repeats = -1;
        double ofRepeats = 0;
        for (Map.Entry<History, Long> each : ordered) {
            if (each.getKey().repeats() != repeats) {
                repeats = each.getKey().repeats();
                ofRepeats = logLikelihoodOfRepeats(model, repeats);
            }
            sum += each.getValue() * (ofRepeats + model.logLikelihoodOfTimes(each.getKey()));
        }
        return sum;
    }

    private static double logLikelihoodOfRepeats(BgNbd model, int repeats) {
        return Gamma.logGamma(model.r() + repeats)
                - Gamma.logGamma(model.r())
                + model.r() * StrictMath.log(model.alpha())
                + Gamma.logGamma(model.a() + model.b())
                - Gamma.logGamma(model.a() + model.b() + repeats)
                + Gamma.logGamma(model.b() + repeats)
                - Gamma.logGamma(model.b());
    }
}
