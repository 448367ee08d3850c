package org.opportune.lifetime;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.special.Gamma;

/**
 * The model under which what customers spent is most likely.
 *
 * @param logLikelihood the logarithm of that likelihood
 * @param customers how many there were who bought again
 * @param settled whether the search came to rest; where it did not, the figures of the model mean nothing
 */
public record GammaGammaFit(GammaGamma model, double logLikelihood, long customers, boolean settled) {
    private static final Comparator<Spend> ORDER =
            Comparator.comparingInt(Spend::purchases).thenComparing(Spend::average);

    /** By customers; those who bought once say nothing, and at least two must have bought again. */
    public static GammaGammaFit of(Collection<Spend> customers) {
        List<Spend> ordered = customers.stream()
                .filter(each -> each.purchases() > 0)
                .sorted(ORDER)
                .toList();
        if (ordered.size() < 2) {
            throw new IllegalArgumentException("Of " + customers.size() + " customers " + ordered.size()
                    + " bought again; it takes two to say how customers differ.");
        }
        double average =
                ordered.stream().mapToDouble(Spend::average).sum() / ordered.size(); // the scale, where it begins
        Maximum best = Maximum.of(point -> logLikelihood(model(point), ordered), 0, 0, StrictMath.log(average));
        return new GammaGammaFit(model(best.at()), best.value(), ordered.size(), best.settled());
    }

    private static GammaGamma model(List<Double> logarithms) {
        return new GammaGamma(
                StrictMath.exp(logarithms.get(0)),
                1 + StrictMath.exp(logarithms.get(1)),
                StrictMath.exp(logarithms.get(2)));
    }

    static double logLikelihood(GammaGamma model, List<Spend> ordered) {
        double ofEach = model.q() * StrictMath.log(model.gamma()) - Gamma.logGamma(model.q());
        double sum = 0;
        int purchases = 0;
        double ofPurchases = 0;
        for (Spend each : ordered) {
            double shape = model.p() * each.purchases();
            if (each.purchases() != purchases) {
                purchases = each.purchases();
                ofPurchases = ofEach + Gamma.logGamma(shape + model.q()) - Gamma.logGamma(shape);
            }
            double total = each.purchases() * each.average();
            sum += ofPurchases
                    + shape * StrictMath.log(total)
                    - StrictMath.log(each.average())
                    - (shape + model.q()) * StrictMath.log(model.gamma() + total);
        }
        return sum;
    }
}
