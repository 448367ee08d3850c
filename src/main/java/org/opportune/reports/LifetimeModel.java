package org.opportune.reports;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.lifetime.BgNbd;
import org.opportune.lifetime.BgNbdFit;
import org.opportune.lifetime.GammaGamma;
import org.opportune.lifetime.GammaGammaFit;

/**
 * How customers buy, fitted to those there are.
 *
 * @param state {@code fitted}; {@code too-few} when less than a hundred bought again; {@code not-settled} when the search for the most likely model of buying, or of spending, did not come to rest
 * @param customers who have bought
 * @param repeatBuyers of them, who have bought on another day again
 * @param fittedOn to how many customers the models were fitted, drawn evenly where there are very many
 * @param correlation between how often and for how much a repeat buyer buys; the model of spending takes it to be 0. Null where it is none
 * @param buying by BG/NBD; null when it is not fitted
 * @param spending by Gamma-Gamma; null when it is not fitted
 */
@Schema(name = "LifetimeModel")
public record LifetimeModel(
        String state,
        long customers,
        long repeatBuyers,
        long fittedOn,
        @Nullable Double correlation,
        @Nullable Buying buying,
        @Nullable Spending spending) {
    static final String FITTED = "fitted";
    static final String TOO_FEW = "too-few";
    static final String NOT_SETTLED = "not-settled";

    /** The parameters of BG/NBD; time is in weeks. */
    @Schema(name = "LifetimeBuying")
    public record Buying(double r, double alpha, double a, double b, double logLikelihood) {
        static Buying of(BgNbdFit fit) {
            BgNbd model = fit.model();
            return new Buying(model.r(), model.alpha(), model.a(), model.b(), fit.logLikelihood());
        }

        BgNbd model() {
            return new BgNbd(r, alpha, a, b);
        }
    }

    /** The parameters of Gamma-Gamma; amounts are in base currency. */
    @Schema(name = "LifetimeSpending")
    public record Spending(double p, double q, double gamma, double logLikelihood) {
        static Spending of(GammaGammaFit fit) {
            GammaGamma model = fit.model();
            return new Spending(model.p(), model.q(), model.gamma(), fit.logLikelihood());
        }

        GammaGamma model() {
            return new GammaGamma(p, q, gamma);
        }
    }
}
