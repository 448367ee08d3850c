package org.opportune.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.Vocabulary.Fallback;
import org.opportune.vocabulary.Vocabulary.Placement;
import org.opportune.vocabulary.Vocabulary.Purpose;

/** Whether what a placement falls back on can be shown there to anybody. */
final class FallbackCheck {
    private final Catalogue catalogue;
    private final Vocabulary vocabulary;
    private final Terms terms;
    private final Findings findings;

    FallbackCheck(Catalogue catalogue, Vocabulary vocabulary, Terms terms, Findings findings) {
        this.catalogue = catalogue;
        this.vocabulary = vocabulary;
        this.terms = terms;
        this.findings = findings;
    }

    void check() {
        for (Placement placement : vocabulary.placements().values()) {
            Fallback fallback = placement.fallback();
            String wrong = fallback == null ? null : wrong(placement, fallback.offer());
            if (fallback != null && wrong != null) {
                findings.in(Kind.DECLARATION, fallback.place(), wrong);
            }
        }
    }

    private @Nullable String wrong(Placement placement, String id) {
        Offer offer = catalogue.offers().get(id);
        if (offer == null) {
            return catalogue.hasAllOffers()
                    ? Nearest.unknown("offer", id, catalogue.offers().keySet())
                    : null;
        }
        Treatment treatment = catalogue.fallback(placement);
        if (treatment == null) {
            return "the offer '" + id + "' has no treatment in '" + placement.id()
                    + "', so that it cannot be shown there; add a row to offers/treatments.csv";
        } else if (catalogue.content(treatment, List.of(terms.defaultLocale())) == null) {
            return "the offer '" + id + "' has no content in '" + terms.defaultLocale()
                    + "', which everybody must find; add a row to offers/content." + terms.defaultLocale() + ".csv";
        }
        Purpose purpose = offer.purpose() == null ? null : vocabulary.purposes().get(offer.purpose());
        if (purpose != null && purpose.needsConsent()) {
            return "the offer '" + id + "' needs a consent, and a fallback is shown to anybody; take another one";
        }
        return null;
    }
}
