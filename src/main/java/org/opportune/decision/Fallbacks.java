package org.opportune.decision;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opportune.arbitration.Ranked;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.eligibility.Candidate;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Vocabulary.Placement;

/**
 * What a placement shows for which nothing is ranked. No rule proposes it, so that it is no candidate and has no reasons; but it must be valid, what policy
 * suppresses or is paused is not shown, and no offer is answered twice.
 */
final class Fallbacks {
    private final Rulebook rulebook;

    Fallbacks(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    /**
     * By placement, for those that are empty and have one.
     *
     * @param allowed what is left of candidates when policy and brakes have looked at them
     */
    Map<String, Candidate> of(
            Map<String, List<Ranked>> ranking, Snapshot snapshot, UnaryOperator<List<Candidate>> allowed) {
        if (ranking.values().stream().noneMatch(List::isEmpty)) {
            return Map.of();
        }
        Set<String> answered = new HashSet<>();
        ranking.values()
                .forEach(ranked -> ranked.forEach(
                        one -> answered.add(one.candidate().offer().id())));
        Map<String, Candidate> fallbacks = new LinkedHashMap<>();
        ranking.forEach((placement, ranked) -> {
            Candidate fallback = ranked.isEmpty() ? fallback(placement, snapshot, allowed) : null;
            if (fallback != null && answered.add(fallback.offer().id())) {
                fallbacks.put(placement, fallback);
            }
        });
        return fallbacks;
    }

    private @Nullable Candidate fallback(String id, Snapshot snapshot, UnaryOperator<List<Candidate>> allowed) {
        Placement placement = rulebook.vocabulary().placements().get(id);
        Treatment treatment = placement == null ? null : rulebook.catalogue().fallback(placement);
        Offer offer = treatment == null ? null : rulebook.catalogue().offers().get(treatment.offer());
        if (treatment == null || offer == null || !offer.isValidAt(snapshot.at(), snapshot.zone())) {
            return null;
        }
        List<Candidate> kept = allowed.apply(List.of(new Candidate(offer, treatment, List.of())));
        return kept.isEmpty() ? null : kept.get(0);
    }
}
