package org.opportune.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.opportune.brakes.Paused;
import org.opportune.profile.Profile;
import org.opportune.profile.Snapshots;
import org.opportune.rulebook.Rulebook;

/** Everything that decides by one rulebook, so that no decision mixes two. */
public record Decider(Rulebook rulebook, Snapshots snapshots, DecisionFlow flow) {
    public static Decider of(Rulebook rulebook) {
        return new Decider(rulebook, new Snapshots(rulebook), new DecisionFlow(rulebook));
    }

    /** What is best for a stored customer, or for an anonymous visitor when there is no profile. */
    public Decision decide(DecisionRequest request, @Nullable Profile profile, Instant at, Paused paused) {
        return decide(request, profile, at, paused, null);
    }

    /**
     * The decision for them.
     *
     * @param seed by which chance decides; null to take what is best
     */
    public Decision decide(
            DecisionRequest request, @Nullable Profile profile, Instant at, Paused paused, @Nullable Long seed) {
        return flow.decide(request, snapshots.of(profile, at), paused, seed);
    }
}
