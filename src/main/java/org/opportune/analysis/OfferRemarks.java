package org.opportune.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Question;
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
        Map<String, Map<Question, List<Studied>>> proposing = new LinkedHashMap<>();
        for (Studied one : rules) {
            for (Say say : one.rule().then()) {
                if (say instanceof Say.Propose propose) {
                    proposing
                            .computeIfAbsent(propose.offer(), key -> new EnumMap<>(Question.class))
                            .computeIfAbsent(one.rule().question(), key -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        places.forEach((offer, place) -> {
            Map<Question, List<Studied>> of = proposing.getOrDefault(offer, Map.of());
            if (of.isEmpty()) {
                remarks.add(
                        Kind.OFFER_UNREACHABLE,
                        place,
                        "nobody can get the offer '" + offer
                                + "': no rule proposes it; write one, or remove the offer");
            } else {
                unreachable(offer, of, remarks);
            }
        });
    }

    private static void unreachable(String offer, Map<Question, List<Studied>> of, Remarks remarks) {
        List<List<Studied>> answers = List.copyOf(of.values());
        List<Studied> idle = answers.stream()
                .filter(rules -> rules.stream().allMatch(one -> one.said().isNever()))
                .findFirst()
                .orElse(List.of());
        List<Studied> last = answers.get(answers.size() - 1);
        String why = null;
        if (!of.containsKey(Question.ELIGIBLE)) {
            why = "a rule says when it is " + last.get(0).rule().question().word() + ", " + Words.names(last)
                    + ", and none who is eligible; write one in eligibility/eligible/, or remove this one";
        } else if (!idle.isEmpty()) {
            why = "what proposes it never holds, " + Words.names(idle) + "; correct a rule, or remove the offer";
        } else if (new Together(answers).isNever()) {
            why = "who is eligible is never " + String.join(" and ", others(of)) + ", " + Words.names(last)
                    + "; correct a rule, or remove the offer";
        }
        if (why != null) {
            Place place = (idle.isEmpty() ? last : idle).get(0).rule().place();
            remarks.add(Kind.OFFER_UNREACHABLE, place, "nobody can get the offer '" + offer + "': " + why);
        }
    }

    private static List<String> others(Map<Question, List<Studied>> of) {
        return of.keySet().stream()
                .filter(question -> question != Question.ELIGIBLE)
                .map(Question::word)
                .toList();
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
