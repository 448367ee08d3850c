package org.opportune.arbitration;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opportune.catalogue.Weight;
import org.opportune.catalogue.Weight.Scope;
import org.opportune.eligibility.Candidate;
import org.opportune.vocabulary.Vocabulary.Placement;

/** The factors that the business puts on offers, campaigns, placements and channels. All that speak of a candidate hold, one times the other. */
final class Levers {
    private final Map<Scope, Map<String, Weight>> weights = new EnumMap<>(Scope.class);
    private final Map<String, Placement> placements;

    Levers(List<Weight> weights, Map<String, Placement> placements) {
        weights.forEach(weight -> this.weights
                .computeIfAbsent(weight.scope(), scope -> new HashMap<>())
                .put(weight.subject(), weight));
        this.placements = placements;
    }

    /**
     * The factors that speak of a candidate.
     *
     * @param more that are asked too
     */
    List<Weight> of(Candidate candidate, List<Weight> more) {
        if (weights.isEmpty() && more.isEmpty()) {
            return List.of();
        }
        List<Weight> found = new ArrayList<>(Scope.values().length);
        Placement placement = placements.get(candidate.treatment().placement());
        if (placement != null) {
            add(Scope.CHANNEL, placement.channel(), more, found);
            add(Scope.PLACEMENT, placement.id(), more, found);
        }
        add(Scope.CAMPAIGN, candidate.offer().campaign(), more, found);
        add(Scope.OFFER, candidate.offer().id(), more, found);
        return found;
    }

    private void add(Scope scope, String subject, List<Weight> more, List<Weight> found) {
        Weight weight = weights.getOrDefault(scope, Map.of()).get(subject);
        if (weight != null) {
            found.add(weight);
        }
        for (Weight each : more) {
            if (each.scope() == scope && each.subject().equals(subject)) {
                found.add(each);
            }
        }
    }

    /** What factors come to together; 1 when there are none. */
    static double product(List<Weight> factors) {
        double product = 1;
        for (Weight weight : factors) {
            product *= weight.factor().doubleValue();
        }
        return product;
    }
}
