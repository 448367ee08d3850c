package org.opportune.arbitration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Exploration;
import org.opportune.catalogue.Weight;
import org.opportune.eligibility.Candidate;
import org.opportune.eligibility.OfferFacts;
import org.opportune.learning.Rate;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;

/**
 * Ranks candidates by their scores: how likely the offer is accepted, times what that is worth, times the weights that rules give it at this moment, times the levers that the business puts on it. Ties break by the
 * offer's priority, then by its id and by variant, so that replays agree. Placements choose in the order of the request, and what one has taken is not offered in the next: nor
 * the same offer, nor another of its exclusion group, nor more of its campaign than one answer may hold. A share of decisions draws its rankings instead.
 */
public final class Arbitration {
    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(Ranked::score)
            .reversed()
            .thenComparing(Comparator.comparingInt(
                            (Ranked ranked) -> ranked.candidate().offer().priority())
                    .reversed())
            .thenComparing(ranked -> ranked.candidate().offer().id())
            .thenComparing(ranked -> ranked.candidate().treatment().variant());

    private final OfferFacts facts;
    private final RankRules rules;
    private final double propensity;
    private final boolean learns;
    private final Levers levers;
    private final int mostOfCampaign;
    private final Exploration exploration;

    public Arbitration(Rulebook rulebook, OfferFacts facts) {
        this(rulebook, facts, rulebook.exploration());
    }

    /** @param exploration in place of the rulebook's own */
    public Arbitration(Rulebook rulebook, OfferFacts facts, Exploration exploration) {
        this.facts = facts;
        this.rules = new RankRules(rulebook);
        this.propensity = rulebook.terms().propensity();
        this.learns = rulebook.terms().learning() != null;
        this.mostOfCampaign = rulebook.terms().mostOfCampaign();
        this.exploration = exploration;
        this.levers = new Levers(rulebook.weights(), rulebook.vocabulary().placements());
    }

    /**
     * The candidates with their scores, in their order. The session knows customer, context and classification already. A rule's propensity comes before what is learned, and that before the prior.
     *
     * @param more levers, beside those of the rulebook
     */
    public List<Ranked> score(RuleSession session, List<Candidate> candidates, Learned learned, List<Weight> more) {
        List<Ranked> scored = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            RankRules.Stated stated = rules.of(session, facts.of(candidate));
            Rate rate = learns && stated.propensity() == null ? learned.of(candidate) : null;
            List<Weight> factors = levers.of(candidate, more);
            Ranked.Parts parts = new Ranked.Parts(
                    rate != null ? rate.mean() : stated.propensity() != null ? stated.propensity() : propensity,
                    stated.value() == null ? candidate.value() : stated.value(),
                    stated.weight(),
                    Levers.product(factors));
            scored.add(new Ranked(
                    candidate,
                    parts.product(),
                    parts,
                    stated.setBy(),
                    rate,
                    stated.weights(),
                    factors,
                    stated.fired(),
                    null));
        }
        return scored;
    }

    /** What a candidate that no rule of arbitration was asked about is expected to bring when it is shown, in base currency. */
    public double expected(Candidate candidate, Learned learned) {
        Rate rate = learns ? learned.of(candidate) : null;
        return (rate == null ? propensity : rate.mean()) * candidate.value();
    }

    /** Whether a decision of that seed draws its rankings. */
    public boolean explores(long seed) {
        return Choice.explores(exploration, seed);
    }

    /**
     * Ranks the candidates of each placement.
     *
     * @param limits how many offers each placement takes, in the order in which they choose
     * @param hold asked of each that is about to be taken; what it refuses drops out, and the next moves up
     * @param seed by which the rankings are drawn; null to take what is best
     */
    public Map<String, List<Ranked>> rank(
            List<Ranked> candidates, Map<String, Integer> limits, Predicate<Ranked> hold, @Nullable Long seed) {
        Together together = new Together(mostOfCampaign);
        Choice choice = new Choice(exploration, seed);
        Map<String, List<Ranked>> ranking = new LinkedHashMap<>();
        limits.forEach((placement, limit) -> {
            List<Weighed> left = choice.weigh(sorted(candidates, placement));
            List<Ranked> chosen = new ArrayList<>(Math.min(limit, left.size()));
            List<Weighed> notHeld = new ArrayList<>();
            for (Weighed next : choice.order(left)) {
                if (chosen.size() == limit || !together.allows(next.offer())) {
                    continue;
                }
                if (hold.test(next.ranked())) {
                    chosen.add(choice.of(next, left, one -> !notHeld.contains(one) && together.allows(one.offer())));
                    together.take(next.offer());
                    left.remove(next);
                } else {
                    notHeld.add(next);
                }
            }
            ranking.put(placement, chosen);
        });
        return ranking;
    }

    /** All candidates of a placement, the best first and each offer once, however few of them one answer may hold. */
    public static List<Ranked> all(List<Ranked> candidates, String placement) {
        Set<String> taken = new HashSet<>();
        return sorted(candidates, placement).stream()
                .filter(ranked -> taken.add(ranked.candidate().offer().id()))
                .toList();
    }

    static List<Ranked> sorted(List<Ranked> candidates, String placement) {
        List<Ranked> sorted = new ArrayList<>();
        for (Ranked each : candidates) {
            if (each.candidate().treatment().placement().equals(placement)) {
                sorted.add(each);
            }
        }
        sorted.sort(BEST_FIRST);
        return sorted;
    }
}
