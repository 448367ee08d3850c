package org.opportune.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.arbitration.Probability;
import org.opportune.arbitration.Ranked;
import org.opportune.catalogue.Catalogue;
import org.opportune.catalogue.Catalogue.Content;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.catalogue.Weight;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.eligibility.Candidate;
import org.opportune.kernel.Label;
import org.opportune.kernel.Reason;
import org.opportune.rulebook.Rulebook;
import org.opportune.wording.Known;
import org.opportune.wording.Phrases;

/**
 * What a client gets.
 *
 * @param release the hash of the rulebook that decided
 * @param at the instant for which it was decided
 * @param known whether the customer is one we know, or an anonymous visitor
 * @param locale in which labels and the server's own sentences are
 * @param holdout true when the customer is in the universal holdout, which gets no promotional offers; else left out
 * @param experiments the arms in which the customer is, by experiment; left out when there are none
 * @param explored true when the rankings were drawn, whether or not they came out as the best ones; else left out
 * @param unread true when the database was away and the customer is not in memory, so that this is the answer to an anonymous visitor; else left out
 * @param recorded false when the decision could not be recorded, and cannot be looked up; else left out
 * @param suppressed the offers that this customer may have and that are held back now; left out when there are none
 */
public record DecisionAnswer(
        String decision,
        String release,
        String mode,
        Instant at,
        boolean known,
        String locale,
        Explained.Named stage,
        List<Explained.Named> segments,
        List<Explained.Points> scores,
        List<PlacementAnswer> placements,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Suppressed> suppressed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean holdout,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> experiments,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean explored,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean unread,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean recorded) {

    DecisionAnswer notRecorded() {
        return with(unread, false);
    }

    DecisionAnswer ofUnread() {
        return with(true, recorded);
    }

    private DecisionAnswer with(@Nullable Boolean isUnread, @Nullable Boolean isRecorded) {
        return new DecisionAnswer(
                decision,
                release,
                mode,
                at,
                known,
                locale,
                stage,
                segments,
                scores,
                placements,
                suppressed,
                holdout,
                experiments,
                explored,
                isUnread,
                isRecorded);
    }

    /**
     * The offers of one placement, best first; there may be fewer than asked for, or none.
     *
     * @param probability with which just these offers were chosen in this order, given what placements before this one show; left out when there are none, and where decisions do not explore
     * @param fallback true when there is none and the placement shows its fallback; else left out
     * @param fallbackOffer what it shows then; else left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlacementAnswer(
            String id,
            List<OfferAnswer> offers,

            @Nullable Probability probability,

            @Schema(
                    description =
                            "True when nothing is ranked for this customer and the placement has a fallback; else left out")
            @Nullable
            Boolean fallback,

            @Nullable FallbackAnswer fallbackOffer) {}

    /** What a placement shows to anybody for whom it has nothing else. It is not ranked, and has no score and no reasons. */
    @Schema(name = "FallbackOffer")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FallbackAnswer(
            String offer,
            String campaign,
            @Nullable String variant,
            Instant expiresAt,
            @Nullable ContentAnswer content) {}

    /**
     * An offer that is held back, and why.
     *
     * @param where it is; left out when that is in every placement that was asked for and that could have shown it
     */
    @Schema(name = "SuppressedOffer")
    public record Suppressed(
            String offer,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Where> where,
            List<Reason> because) {
        static Suppressed of(org.opportune.policy.Suppressed held, Phrases phrases) {
            return new Suppressed(
                    held.offer(),
                    held.where().stream().map(Where::of).toList(),
                    held.because().stream().map(phrases::reason).toList());
        }
    }

    /**
     * A way of showing an offer.
     *
     * @param variant left out for the plain one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SuppressedWhere")
    public record Where(String placement, @Nullable String variant) {
        static Where of(Treatment treatment) {
            return new Where(treatment.placement(), treatment.variant().isEmpty() ? null : treatment.variant());
        }
    }

    /**
     * One ranked offer.
     *
     * @param rank from 1
     * @param score what it was ranked by: the product of its parts
     * @param probability with which it was chosen for its place, given those that were chosen before it; left out where decisions do not explore
     * @param setBy the rules that gave the parts {@code propensity} and {@code value}, by the part; left out when none did
     * @param learned what the propensity rests on when it is learned; left out when a rule gave it or it is the prior
     * @param weights the factors that rules give the offer at this moment, which make the part of this name; left out when there are none
     * @param levers the factors of the business that make the part of this name; left out when there are none
     * @param expiresAt until when its place and cost are kept: show and accept it before
     * @param content left out when no locale has words for it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfferAnswer(
            int rank,
            String offer,
            String campaign,
            @Nullable String variant,
            double score,
            Ranked.Parts parts,
            @Nullable Probability probability,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Reason> setBy,
            @Nullable LearnedAnswer learned,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Factor> weights,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Lever> levers,
            List<Because> because,
            Instant expiresAt,
            @Nullable ContentAnswer content) {}

    /**
     * Why an offer may be answered.
     *
     * @param question that it answers: {@code eligible}, {@code applicable} or {@code suitable}
     */
    @Schema(name = "OfferBecause")
    public record Because(String code, String sentence, String question) {
        static Because of(org.opportune.eligibility.Because because) {
            return new Because(
                    because.reason().code(),
                    because.reason().sentence(),
                    because.question().word());
        }
    }

    /** A factor that a rule gives an offer, and why; the code is that of the rule's name. */
    @Schema(name = "RankWeight")
    public record Factor(double factor, String code, String sentence) {
        static Factor of(Ranked.Factor weight) {
            return new Factor(
                    weight.factor(), weight.because().code(), weight.because().sentence());
        }
    }

    /**
     * A factor that the business puts on offers.
     *
     * @param scope on what: {@code channel}, {@code placement}, {@code campaign} or {@code offer}
     */
    public record Lever(String scope, String subject, BigDecimal factor, String because) {
        static Lever of(Weight weight) {
            return new Lever(
                    weight.scope().name().toLowerCase(Locale.ROOT),
                    weight.subject(),
                    weight.factor(),
                    weight.because());
        }
    }

    static DecisionAnswer of(String id, Mode mode, Rulebook rulebook, Decision decision) {
        String locale = spoken(rulebook, decision.locales());
        Explained explained = Explained.of(rulebook.vocabulary(), decision.classification(), locale);
        Phrases phrases = rulebook.phrases(locale);
        List<PlacementAnswer> placements = new ArrayList<>();
        Contents contents = new Contents(rulebook.catalogue(), decision.locales(), KnownFacts.of(decision));
        decision.ranking().forEach((placement, ranking) -> {
            Candidate fallback = decision.fallbacks().get(placement);
            Instant expiresAt = decision.snapshot()
                    .at()
                    .plus(rulebook.vocabulary().lifetime(placement))
                    .truncatedTo(ChronoUnit.MILLIS);
            placements.add(new PlacementAnswer(
                    placement,
                    offers(ranking, expiresAt, contents),
                    probability(ranking),
                    fallback == null ? null : true,
                    fallback == null ? null : fallback(fallback, expiresAt, contents)));
        });
        return new DecisionAnswer(
                id,
                decision.release(),
                mode.name().toLowerCase(Locale.ROOT),
                decision.snapshot().at(),
                decision.snapshot().isKnown(),
                locale,
                explained.stage(),
                explained.segments(),
                explained.scores(),
                placements,
                decision.suppressed().stream()
                        .map(held -> Suppressed.of(held, phrases))
                        .toList(),
                decision.snapshot().assignment().heldOut() ? true : null,
                decision.snapshot().assignment().arms(),
                decision.explored() ? true : null,
                null,
                null);
    }

    /** The first of the wanted locales that the rulebook has words in, as it writes it. */
    private static String spoken(Rulebook rulebook, List<String> wanted) {
        for (String locale : wanted) {
            for (String tag = locale; tag != null; tag = Label.broader(tag)) {
                if (rulebook.terms().locales().contains(tag)) {
                    return tag;
                }
            }
        }
        return rulebook.terms().defaultLocale();
    }

    private static List<OfferAnswer> offers(List<Ranked> ranking, Instant expiresAt, Contents contents) {
        List<OfferAnswer> offers = new ArrayList<>();
        for (Ranked ranked : ranking) {
            Offer offer = ranked.candidate().offer();
            Treatment treatment = ranked.candidate().treatment();
            offers.add(new OfferAnswer(
                    offers.size() + 1,
                    offer.id(),
                    offer.campaign(),
                    variant(treatment),
                    ranked.score(),
                    ranked.parts(),
                    ranked.probability(),
                    ranked.setBy(),
                    LearnedAnswer.of(ranked.learned()),
                    ranked.weights().stream().map(Factor::of).toList(),
                    ranked.levers().stream().map(Lever::of).toList(),
                    ranked.candidate().because().stream().map(Because::of).toList(),
                    expiresAt,
                    contents.of(treatment)));
        }
        return offers;
    }

    private static @Nullable Probability probability(List<Ranked> ranking) {
        List<Probability> chosen = new ArrayList<>();
        for (Ranked ranked : ranking) {
            if (ranked.probability() != null) {
                chosen.add(ranked.probability());
            }
        }
        return chosen.isEmpty() ? null : Probability.ofAll(chosen);
    }

    private static FallbackAnswer fallback(Candidate fallback, Instant expiresAt, Contents contents) {
        Offer offer = fallback.offer();
        return new FallbackAnswer(
                offer.id(),
                offer.campaign(),
                variant(fallback.treatment()),
                expiresAt,
                contents.of(fallback.treatment()));
    }

    private static @Nullable String variant(Treatment treatment) {
        return treatment.variant().isEmpty() ? null : treatment.variant();
    }

    /** Says the content of what is answered. */
    private record Contents(Catalogue catalogue, List<String> locales, Known known) {
        @Nullable
        ContentAnswer of(Treatment treatment) {
            Content content = catalogue.content(treatment, locales);
            return content == null ? null : ContentAnswer.of(content, known);
        }
    }
}
