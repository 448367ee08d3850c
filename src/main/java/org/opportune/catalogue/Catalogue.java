package org.opportune.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;

/**
 * What may be offered, how, and in which words.
 *
 * @param offers by id, in the order of the file
 * @param treatments by placement
 * @param contents by locale, offer and variant
 * @param hasAllOffers false when the file of offers has not been read to its end, so that an unknown offer may stand in the rest
 */
public record Catalogue(
        Map<String, Offer> offers,
        Map<String, List<Treatment>> treatments,
        Map<ContentKey, Content> contents,
        boolean hasAllOffers) {

    public Catalogue(
            Map<String, Offer> offers, Map<String, List<Treatment>> treatments, Map<ContentKey, Content> contents) {
        this(offers, treatments, contents, true);
    }

    /** What offers are called, by id; null when not all of them are known. */
    public @Nullable Map<String, Label> labels() {
        if (!hasAllOffers) {
            return null;
        }
        Map<String, Label> labels = new LinkedHashMap<>();
        offers.forEach((id, offer) -> labels.put(id, Label.of(offer.label())));
        return labels;
    }

    /** Whether something may name this offer. */
    public boolean knows(String offer) {
        return offers.containsKey(offer) || !hasAllOffers;
    }

    /**
     * What is proposed.
     *
     * @param value what an acceptance is worth, in base currency
     * @param validFrom first day, in the rulebook's zone; null for always
     * @param validTo last day, inclusive; null for ever
     */
    public record Offer(
            String id,
            String campaign,
            BigDecimal value,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            String label) {
        public boolean isValidOn(LocalDate day) {
            return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
        }
    }

    /**
     * How an offer is made.
     *
     * @param variant empty for the plain one
     */
    public record Treatment(String offer, String placement, String variant) {}

    /** The words of an offer in one locale. */
    public record Content(String locale, String title, String text, String callToAction, String link) {}

    public record ContentKey(String locale, String offer, String variant) {}

    public List<Treatment> treatmentsIn(String placement) {
        return treatments.getOrDefault(placement, List.of());
    }

    /** In the first of the locales that has words for it, each with RFC 4647 look-up; the variant's words before the offer's. Null when no locale has any. */
    public @Nullable Content content(Treatment treatment, List<String> locales) {
        for (String locale : locales) {
            for (String tag = locale; tag != null; tag = Label.broader(tag)) {
                Content content = contents.get(new ContentKey(tag, treatment.offer(), treatment.variant()));
                if (content == null) {
                    content = contents.get(new ContentKey(tag, treatment.offer(), ""));
                }
                if (content != null) {
                    return content;
                }
            }
        }
        return null;
    }
}
