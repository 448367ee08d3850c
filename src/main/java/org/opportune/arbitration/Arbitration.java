package org.opportune.arbitration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opportune.catalogue.Weight;
import org.opportune.eligibility.Candidate;
import org.opportune.vocabulary.Vocabulary.Placement;

/**
 * Ranks candidates by their scores: what the offer is worth, times the levers that the business puts on it. Ties break by the offer's
 * priority, then by its id and by variant, so that replays agree. Placements choose in the order of the request, and an offer that one has taken is not offered in the next.
 */
public final class Arbitration {
    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(Ranked::score)
            .reversed()
            .thenComparing(Comparator.comparingInt(
                            (Ranked ranked) -> ranked.candidate().offer().priority())
                    .reversed())
            .thenComparing(ranked -> ranked.candidate().offer().id())
            .thenComparing(ranked -> ranked.candidate().treatment().variant());

    private final Levers levers;

    public Arbitration(List<Weight> weights, Map<String, Placement> placements) {
        this.levers = new Levers(weights, placements);
    }

    /**
     * Ranks the candidates of each placement.
     *
     * @param limits how many offers each placement takes, in the order in which they choose
     */
    public Map<String, List<Ranked>> rank(List<Candidate> candidates, Map<String, Integer> limits) {
        Set<String> taken = new HashSet<>();
        Map<String, List<Ranked>> ranking = new LinkedHashMap<>();
        limits.forEach((placement, limit) -> {
            List<Ranked> best = new ArrayList<>(Math.min(limit, candidates.size()));
            for (Ranked ranked : sorted(candidates, placement)) {
                if (best.size() < limit && taken.add(ranked.candidate().offer().id())) {
                    best.add(ranked);
                }
            }
            ranking.put(placement, best);
        });
        return ranking;
    }

    private List<Ranked> sorted(List<Candidate> candidates, String placement) {
        List<Ranked> sorted = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (candidate.treatment().placement().equals(placement)) {
                double value = candidate.value();
                List<Weight> factors = levers.of(candidate);
                double lever = Levers.product(factors);
                sorted.add(new Ranked(candidate, value * lever, new Ranked.Parts(value, lever), factors));
            }
        }
        sorted.sort(BEST_FIRST);
        return sorted;
    }
}
