package org.opportune.decision;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.arbitration.Ranked;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.eligibility.Candidate;
import org.opportune.kernel.Label;
import org.opportune.kernel.Reason;
import org.opportune.model.Question;
import org.opportune.policy.Suppressed;
import org.opportune.rulebook.Rulebook;

/** The first step of a decision that lost an offer, placement by placement. Each step tells what its part of the decision holds. */
final class WhereLost {
    private static final String PAUSED = "-paused";

    private final Decider decider;
    private final State state;
    private final Offer offer;
    private final Teller teller;

    WhereLost(Decider decider, State state, Offer offer, Teller teller) {
        this.decider = decider;
        this.state = state;
        this.offer = offer;
        this.teller = teller;
    }

    /**
     * In the order of the placements.
     *
     * @param failed the first question that was not passed; null when all were
     */
    List<WhyNot.Placement> of(DecisionRequest request, Decision decision, @Nullable Question failed) {
        List<Ranked> scored = decider.flow().scored(request, decision, state);
        return request.placements().keySet().stream()
                .map(placement -> of(placement, decision, failed, scored))
                .toList();
    }

    private WhyNot.Placement of(String placement, Decision decision, @Nullable Question failed, List<Ranked> scored) {
        List<Ranked> ranking = Objects.requireNonNull(decision.ranking().get(placement));
        for (Ranked ranked : ranking) {
            if (isIt(ranked.candidate())) {
                int rank = ranking.indexOf(ranked) + 1;
                return at(placement, "answered", "answered", Map.of("rank", rank), null, rank, ranked.score(), null);
            }
        }
        Candidate fallback = decision.fallbacks().get(placement);
        if (fallback != null && isIt(fallback)) {
            return at(placement, "fallback", "fallback", Map.of(), null, null, null, null);
        }
        List<Treatment> treatments = decider.rulebook().catalogue().treatmentsIn(placement).stream()
                .filter(treatment -> treatment.offer().equals(offer.id()))
                .toList();
        if (treatments.isEmpty()) {
            return at(placement, "no-treatment", "no-treatment", Map.of(), null, null, null, null);
        }
        WhyNot.Placement invalid = invalid(placement, decision);
        if (invalid != null) {
            return invalid;
        } else if (failed != null) {
            return at(placement, "eligibility", failed.word(), Map.of(), failed, null, null, null);
        }
        return ranked(placement, decision, treatments, scored);
    }

    boolean isValid(Decision decision) {
        return offer.isValidAt(decision.snapshot().at(), decision.snapshot().zone());
    }

    private WhyNot.@Nullable Placement invalid(String placement, Decision decision) {
        if (isValid(decision)) {
            return null;
        }
        ZoneId zone = offer.zone() == null ? decision.snapshot().zone() : offer.zone();
        LocalDate from = offer.validFrom();
        boolean isEarly = from != null
                && LocalDate.ofInstant(decision.snapshot().at(), zone).isBefore(from);
        LocalDate day = isEarly ? from : offer.validTo();
        return at(
                placement,
                "not-valid",
                isEarly ? "not-yet-valid" : "no-longer-valid",
                Map.of("day", teller.phrases().day(Objects.requireNonNull(day))),
                null,
                null,
                null,
                null);
    }

    private WhyNot.Placement ranked(
            String placement, Decision decision, List<Treatment> treatments, List<Ranked> scored) {
        Double score = scored.stream()
                .filter(one -> isIt(one.candidate())
                        && one.candidate().treatment().placement().equals(placement))
                .map(Ranked::score)
                .max(Double::compare)
                .orElse(null);
        if (score == null) {
            return heldBack(placement, because(decision.suppressed(), treatments));
        }
        List<Reason> notHeld = decision.refused().stream()
                .filter(verdict -> isIt(verdict.candidate())
                        && verdict.candidate().treatment().placement().equals(placement))
                .flatMap(verdict -> verdict.because().stream())
                .distinct()
                .map(teller.phrases()::reason)
                .toList();
        if (!notHeld.isEmpty()) {
            return heldBack(placement, notHeld);
        }
        List<Ranked> before = new ArrayList<>();
        for (Map.Entry<String, List<Ranked>> earlier : decision.ranking().entrySet()) {
            if (!earlier.getKey().equals(placement)
                    && earlier.getValue().stream().anyMatch(one -> isIt(one.candidate()))) {
                Label there = Objects.requireNonNull(
                                decider.rulebook().vocabulary().placements().get(earlier.getKey()))
                        .label();
                return at(
                        placement,
                        "answered-elsewhere",
                        "answered-elsewhere",
                        Map.of("placement", teller.label(there)),
                        null,
                        null,
                        score,
                        null);
            }
            before.addAll(earlier.getValue());
            if (earlier.getKey().equals(placement)) {
                break;
            }
        }
        return crowdedOut(placement, decision, before, score);
    }

    /** What stands in this placement and in those that chose before it keeps it out. */
    private WhyNot.Placement crowdedOut(String placement, Decision decision, List<Ranked> before, double score) {
        for (Ranked one : before) {
            Offer other = one.candidate().offer();
            if (offer.exclusionGroup() != null && offer.exclusionGroup().equals(other.exclusionGroup())) {
                Map<String, Object> words = Map.of("offer", other.label());
                return at(placement, "exclusion-group", "exclusion-group", words, null, null, score, null);
            }
        }
        Rulebook rulebook = decider.rulebook();
        int most = rulebook.terms().mostOfCampaign();
        long ofCampaign = before.stream()
                .filter(one -> one.candidate().offer().campaign().equals(offer.campaign()))
                .count();
        if (ofCampaign >= most) {
            return at(placement, "campaign-limit", "campaign-limit", Map.of("most", most), null, null, score, null);
        }
        List<Ranked> shown = Objects.requireNonNull(decision.ranking().get(placement));
        Double last = shown.isEmpty() ? null : shown.get(shown.size() - 1).score();
        Map<String, Object> scores = Map.of(
                "score",
                teller.phrases().number(score),
                "last",
                last == null ? "–" : teller.phrases().number(last));
        String step = decision.explored() ? "not-drawn" : "outranked";
        return at(placement, step, step, scores, null, null, score, last);
    }

    /** The reasons that hold for each treatment in the placement, and those that hold for one of them. */
    private List<Reason> because(List<Suppressed> suppressed, List<Treatment> treatments) {
        return suppressed.stream()
                .filter(held -> held.offer().equals(offer.id()))
                .filter(held -> held.where().isEmpty() || held.where().stream().anyMatch(treatments::contains))
                .flatMap(held -> held.because().stream())
                .distinct()
                .map(teller.phrases()::reason)
                .toList();
    }

    private WhyNot.Placement heldBack(String placement, List<Reason> because) {
        boolean isPaused = !because.isEmpty()
                && because.stream().allMatch(reason -> reason.code().endsWith(PAUSED));
        String sentences = because.stream().map(Reason::sentence).collect(Collectors.joining("; "));
        String step = isPaused ? "paused" : "suppressed";
        return new WhyNot.Placement(
                placement,
                step,
                teller.phrases().say("step." + step, Map.of("because", sentences)),
                null,
                null,
                null,
                null,
                because);
    }

    private WhyNot.Placement at(
            String placement,
            String step,
            String key,
            Map<String, Object> words,
            @Nullable Question question,
            @Nullable Integer rank,
            @Nullable Double score,
            @Nullable Double last) {
        return new WhyNot.Placement(
                placement,
                step,
                teller.phrases().say("step." + key, words),
                question == null ? null : question.word(),
                rank,
                score,
                last,
                List.of());
    }

    private boolean isIt(Candidate candidate) {
        return candidate.offer().id().equals(offer.id());
    }
}
