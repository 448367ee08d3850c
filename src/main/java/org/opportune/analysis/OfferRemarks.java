package org.opportune.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Say;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;

/** Offers that no customer can get, be shown, or read. Whether an offer's validity has ended is not asked: there is no clock here. */
final class OfferRemarks {
    private final Catalogue catalogue;
    private final Map<String, Place> places = new LinkedHashMap<>();

    /** Offers stand in their file in the catalogue's order, a line each, below the line of names. */
    OfferRemarks(Catalogue catalogue) {
        this.catalogue = catalogue;
        catalogue.offers().keySet().forEach(id -> places.put(id, Place.of("offers/offers.csv", places.size() + 2, 1)));
    }

    void unreachable(List<Studied> rules, Remarks remarks) {
        Map<String, List<Studied>> proposing = new LinkedHashMap<>();
        for (Studied one : rules) {
            for (Say say : one.rule().then()) {
                if (say instanceof Say.Propose propose) {
                    proposing
                            .computeIfAbsent(propose.offer(), key -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        places.forEach((offer, place) -> {
            List<Studied> of = proposing.getOrDefault(offer, List.of());
            if (of.isEmpty()) {
                remarks.add(
                        Kind.OFFER_UNREACHABLE,
                        place,
                        "nobody can get the offer '" + offer
                                + "': no rule proposes it; write one, or remove the offer");
            } else if (of.stream().allMatch(one -> one.said().isNever())) {
                remarks.add(
                        Kind.OFFER_UNREACHABLE,
                        of.get(0).rule().place(),
                        "nobody can get the offer '" + offer + "': what proposes it never holds, " + Words.names(of)
                                + "; correct a rule, or remove the offer");
            }
        });
    }

    void untreated(Vocabulary vocabulary, Remarks remarks) {
        Set<String> treated = new LinkedHashSet<>();
        catalogue.treatments().values().forEach(list -> list.forEach(treatment -> treated.add(treatment.offer())));
        places.forEach((offer, place) -> {
            if (!treated.contains(offer)) {
                remarks.add(
                        Kind.OFFER_WITHOUT_TREATMENT,
                        place,
                        "the offer '" + offer
                                + "' has no treatment, so no placement shows it; add a row to offers/treatments.csv");
            }
        });
        for (String placement : vocabulary.placements().keySet()) {
            if (catalogue.treatmentsIn(placement).isEmpty()) {
                remarks.add(
                        Kind.OFFER_WITHOUT_TREATMENT,
                        Place.of("offers/treatments.csv", 1, 1),
                        "no offer has a treatment for the placement '" + placement
                                + "', which stays empty; add a row for it");
            }
        }
    }

    void unworded(Terms terms, Remarks remarks) {
        Map<String, Set<String>> missing = new LinkedHashMap<>();
        for (List<Treatment> treatments : catalogue.treatments().values()) {
            for (Treatment treatment : treatments) {
                for (String locale : terms.locales()) {
                    if (catalogue.content(treatment, List.of(locale)) == null) {
                        missing.computeIfAbsent(treatment.offer(), key -> new LinkedHashSet<>())
                                .add(
                                        treatment.variant().isEmpty()
                                                ? locale
                                                : locale + " (" + treatment.variant() + ")");
                    }
                }
            }
        }
        places.forEach((offer, place) -> {
            Set<String> locales = missing.getOrDefault(offer, Set.of());
            if (!locales.isEmpty()) {
                remarks.add(
                        Kind.OFFER_WITHOUT_CONTENT,
                        place,
                        "the offer '" + offer + "' has no content in: "
                                + String.join(", ", locales.stream().sorted().toList())
                                + "; add a row to offers/content.<locale>.csv");
            }
        });
    }
}
