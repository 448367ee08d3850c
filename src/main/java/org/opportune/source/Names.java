package org.opportune.source;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opportune.catalogue.Catalogue;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.model.Fact;
import org.opportune.model.Step;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Type;
import org.opportune.vocabulary.Vocabulary;

/**
 * What the rules of one step may speak of and say.
 *
 * @param offers of the catalogue, by their ids, and what they are called
 * @param hasAllOffers false when the catalogue has not been read to its end, so that any offer may be meant
 * @param zone of the rulebook, in which days of a rule's validity begin
 */
public record Names(
        Step step, Facts facts, Vocabulary vocabulary, Map<String, String> offers, boolean hasAllOffers, ZoneId zone) {

    public Names(Step step, Facts facts, Vocabulary vocabulary, Map<String, String> offers, ZoneId zone) {
        this(step, facts, vocabulary, offers, true, zone);
    }

    public static Names of(Step step, Facts facts, Vocabulary vocabulary, Catalogue catalogue, ZoneId zone) {
        Map<String, String> offers = new LinkedHashMap<>();
        catalogue.offers().forEach((id, offer) -> offers.put(id, offer.label()));
        return new Names(step, facts, vocabulary, offers, catalogue.hasAllOffers(), zone);
    }

    FactShape shape(Fact fact) {
        return switch (fact) {
            case CUSTOMER -> facts.customer();
            case CONTEXT -> facts.context();
            case CLASSIFICATION -> facts.classification();
            case OFFER -> facts.offer();
        };
    }

    /** The fact of a pattern; a mistake when this step has none of that name. */
    Fact fact(Place place, String word) {
        return Fact.of(word)
                .filter(fact -> step.facts().contains(fact.word()))
                .orElseThrow(() -> new Mistake(Kind.UNKNOWN_NAME, place, Nearest.unknown("fact", word, step.facts())));
    }

    /** The property of a fact; a mistake, with a suggestion, when it is not declared. */
    Ref ref(Place place, Fact fact, String name) {
        FactProperty property = shape(fact)
                .find(name)
                .filter(found -> found.type() != Type.ITEMS)
                .orElseThrow(() -> new Mistake(
                        Kind.UNKNOWN_NAME,
                        place,
                        Nearest.unknown(
                                "property of " + fact.word(), name, shape(fact).names())));
        return new Ref(fact, name, property.type());
    }

    FactProperty property(Ref ref) {
        return shape(ref.fact()).find(ref.name()).orElseThrow();
    }

    /** A value that a text's property, or a member of a set, can have; a mistake, with a suggestion, when it cannot. */
    void checkChoice(Place place, Ref ref, String value) {
        Map<String, Label> choices = property(ref).choices();
        if (choices != null && !choices.containsKey(value)) {
            throw new Mistake(
                    Kind.UNKNOWN_VALUE, place, Property.unknownChoice("value of " + ref.name(), value, choices));
        }
    }

    List<String> stages() {
        return vocabulary.stageIds();
    }
}
