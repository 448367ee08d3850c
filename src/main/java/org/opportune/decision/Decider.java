package org.opportune.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.Assignment;
import org.opportune.profile.Identity;
import org.opportune.profile.Profile;
import org.opportune.profile.Snapshots;
import org.opportune.reservation.Bounds;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.Rulebook;

/** Everything that decides by one rulebook, so that no decision mixes two. */
public record Decider(Rulebook rulebook, Snapshots snapshots, DecisionFlow flow, Bounds bounds) {
    public static Decider of(Rulebook rulebook) {
        return new Decider(rulebook, new Snapshots(rulebook), new DecisionFlow(rulebook), new Bounds(rulebook));
    }

    /** What is best for a stored customer, or for an anonymous visitor when there is no profile. */
    public Decision decide(DecisionRequest request, @Nullable Profile profile, Instant at, State state) {
        return decide(request, profile, at, state, Holds.NONE, null);
    }

    /**
     * The decision for them.
     *
     * @param holds asked whether what would be answered can be held
     * @param seed by which chance decides; null to take what is best
     */
    public Decision decide(
            DecisionRequest request,
            @Nullable Profile profile,
            Instant at,
            State state,
            Holds holds,
            @Nullable Long seed) {
        Assignment arms = flow.arms().assign(unit(request, profile), at);
        return flow.decide(request, snapshots.of(profile, at).in(arms), state, holds, seed);
    }

    /** By which lots are drawn for who asks; null for nobody. */
    static @Nullable Long unit(DecisionRequest request, @Nullable Profile profile) {
        if (profile != null) {
            return profile.unit();
        }
        return Identity.unit(request.customer());
    }
}
