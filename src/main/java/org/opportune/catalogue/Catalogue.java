package org.opportune.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.Vocabulary.Fallback;
import org.opportune.vocabulary.Vocabulary.Placement;
import org.opportune.wording.Wording;

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
     * @param value what an acceptance is worth, in the offer's currency
     * @param validFrom first day, in the offer's zone; null for always
     * @param validTo last day, inclusive; null for ever
     * @param zone in which its days begin; null for each customer's own
     * @param currency of its amounts; null for the base currency
     * @param cost what an acceptance costs, in the offer's currency
     * @param priority of offers with equal scores the one with the higher priority comes first
     * @param exclusionGroup offers of one group are not answered together; null when it is in none
     * @param purpose what it serves, for which the customer must have consented if the vocabulary says so; null when it says none
     */
    public record Offer(
            String id,
            String campaign,
            BigDecimal value,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            String label,
            @Nullable ZoneId zone,
            @Nullable String currency,
            BigDecimal cost,
            int priority,
            Budget budget,
            Set<String> tags,
            @Nullable String exclusionGroup,
            @Nullable String purpose,
            Reward reward) {

        /** An offer of which nothing more is said; its days are the customer's. */
        public Offer(
                String id,
                String campaign,
                BigDecimal value,
                @Nullable LocalDate validFrom,
                @Nullable LocalDate validTo,
                String label) {
            this(
                    id,
                    campaign,
                    value,
                    validFrom,
                    validTo,
                    label,
                    null,
                    null,
                    BigDecimal.ZERO,
                    0,
                    Budget.NONE,
                    Set.of(),
                    null,
                    null,
                    Reward.NONE);
        }

        /** Whether it may be answered at an instant to a customer of a zone. */
        public boolean isValidAt(Instant at, ZoneId customers) {
            if (validFrom == null && validTo == null) {
                return true;
            }
            LocalDate day = LocalDate.ofInstant(at, zone == null ? customers : zone);
            return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
        }

        /** What an acceptance is worth in the base currency, by the rate of a day. */
        public double worth(Rates rates, LocalDate day) {
            return currency == null
                    ? value.doubleValue()
                    : Rates.fromBase(rates.toBase(new Money(value, currency), day));
        }
    }

    /**
     * The money that acceptances of an offer may cost, in the offer's currency; each spends the offer's cost.
     *
     * @param total null for no bound
     * @param daily of a day that begins in the rulebook's zone; null for no bound
     */
    public record Budget(
            @Nullable BigDecimal total, @Nullable BigDecimal daily) {
        public static final Budget NONE = new Budget(null, null);
    }

    /**
     * What an offer that invites friends gives, in the offer's currency.
     *
     * @param referrer to who invites; null for nothing
     * @param referred to who is invited; null for nothing
     */
    public record Reward(
            @Nullable BigDecimal referrer, @Nullable BigDecimal referred) {
        public static final Reward NONE = new Reward(null, null);
    }

    /**
     * How an offer is made.
     *
     * @param variant empty for the plain one
     */
    public record Treatment(String offer, String placement, String variant) {}

    /**
     * The words of an offer in one locale. A text that is not given is empty.
     *
     * @param image the address of an image; empty when there is none
     * @param imageAlt what the image shows, for who does not see it
     * @param agentScript what an agent says
     */
    public record Content(
            String locale,
            Wording title,
            Wording text,
            Wording callToAction,
            Wording link,
            String image,
            String imageAlt,
            Wording agentScript,
            Wording emailSubject) {

        /** Content without placeholders. */
        public Content(String locale, String title, String text, String callToAction, String link) {
            this(
                    locale,
                    Wording.plain(title),
                    Wording.plain(text),
                    Wording.plain(callToAction),
                    Wording.plain(link),
                    "",
                    "",
                    Wording.NOTHING,
                    Wording.NOTHING);
        }
    }

    public record ContentKey(String locale, String offer, String variant) {}

    public List<Treatment> treatmentsIn(String placement) {
        return treatments.getOrDefault(placement, List.of());
    }

    /** What a placement shows when nothing is ranked for it; null when the vocabulary names no offer for that. */
    public @Nullable Treatment fallback(Placement placement) {
        Fallback fallback = placement.fallback();
        return fallback == null
                ? null
                : treatmentsIn(placement.id()).stream()
                        .filter(treatment -> treatment.offer().equals(fallback.offer()))
                        .findFirst()
                        .orElse(null);
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
