package org.opportune.eligibility;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.Vocabulary.Placement;

/** The fact {@code Offer} of every candidate that there can be, made once, and again for another value when the offer counts in another currency: here, and nowhere else, it is said where its properties come from. */
public final class OfferFacts {
    private static final String VALUE = "value";

    private final Map<Treatment, FactValues> facts = new HashMap<>();

    public OfferFacts(Rulebook rulebook) {
        Catalogue catalogue = rulebook.catalogue();
        catalogue
                .treatments()
                .values()
                .forEach(placed -> placed.forEach(treatment -> {
                    Offer offer = catalogue.offers().get(treatment.offer());
                    if (offer != null) {
                        facts.put(
                                treatment,
                                FactValues.of(
                                        rulebook.facts().offer(),
                                        values(
                                                rulebook.vocabulary(),
                                                offer,
                                                treatment.placement(),
                                                treatment.variant())));
                    }
                }));
    }

    public FactValues of(Candidate candidate) {
        FactValues values = facts.get(candidate.treatment());
        if (values == null) {
            throw new IllegalArgumentException("not of this catalogue: " + candidate.treatment());
        }
        Object value = values.get(VALUE);
        return value != null && value.equals(candidate.value()) ? values : values.with(VALUE, candidate.value());
    }

    /** The properties by name; null stands for an offer or a placement that is not said. */
    public static Map<String, Object> values(
            Vocabulary vocabulary, @Nullable Offer offer, @Nullable String placement, String variant) {
        Map<String, Object> values = new HashMap<>();
        if (offer != null) {
            values.put("id", offer.id());
            values.put("campaign", offer.campaign());
            values.put(VALUE, offer.value().doubleValue());
        }
        values.put("variant", variant);
        Placement known = placement == null ? null : vocabulary.placements().get(placement);
        if (known != null) {
            values.put("placement", known.id());
            values.put("channel", known.channel());
        }
        return values;
    }
}
