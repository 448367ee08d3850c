package org.opportune.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.opportune.arbitration.Ranked;
import org.opportune.eligibility.Candidate;
import org.opportune.ledger.HeldBack;
import org.opportune.policy.Suppressed;
import org.opportune.wording.Objection;

/**
 * What a decision was expected to bring less than it could have because an offer was held back: how likely the offer is accepted, times its value, less what the offer that it would have displaced is expected to bring. Each offer is
 * taken by itself, as if the others were held back still.
 */
final class Forgone {
    private final Map<String, Integer> places;
    private final Decision decision;
    private final ToDoubleFunction<Candidate> expected;

    /**
     * Of one decision.
     *
     * @param places how many offers each placement takes
     * @param expected what a candidate that nothing has ranked is expected to bring
     */
    Forgone(Map<String, Integer> places, Decision decision, ToDoubleFunction<Candidate> expected) {
        this.places = places;
        this.decision = decision;
        this.expected = expected;
    }

    List<HeldBack> all() {
        Set<String> answered = new HashSet<>();
        decision.ranking()
                .values()
                .forEach(ranking -> ranking.forEach(
                        ranked -> answered.add(ranked.candidate().offer().id())));
        List<HeldBack> all = new ArrayList<>(decision.suppressed().size());
        for (Suppressed suppressed : decision.suppressed()) {
            if (!answered.contains(suppressed.offer())) { // held back in one treatment, answered in another
                List<String> reasons = suppressed.because().stream()
                        .map(Objection::code)
                        .distinct()
                        .toList();
                all.add(new HeldBack(suppressed.offer(), reasons, by(suppressed)));
            }
        }
        return all;
    }

    private double by(Suppressed suppressed) {
        double most = 0;
        for (Candidate candidate : decision.candidates()) {
            boolean isHeld = candidate.offer().id().equals(suppressed.offer())
                    && (suppressed.where().isEmpty() || suppressed.where().contains(candidate.treatment()));
            if (isHeld) {
                double least = least(candidate.treatment().placement());
                most = Math.max(most, expected.applyAsDouble(candidate) - least);
            }
        }
        return most;
    }

    /** What the offer brings that would move out; 0 where there is room. */
    private double least(String placement) {
        List<Ranked> ranking = decision.ranking().getOrDefault(placement, List.of());
        if (ranking.size() < places.getOrDefault(placement, 0)) {
            return 0;
        }
        return ranking.stream()
                .mapToDouble(
                        ranked -> ranked.parts().propensity() * ranked.parts().value())
                .min()
                .orElse(0);
    }
}
