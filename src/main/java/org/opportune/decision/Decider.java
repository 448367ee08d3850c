package org.opportune.decision;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.Assignment;
import org.opportune.profile.Identity;
import org.opportune.profile.Profile;
import org.opportune.profile.Snapshots;
import org.opportune.reservation.Bounds;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.Rulebook;

/**
 * Everything that decides by one rulebook, so that no decision mixes two.
 *
 * @param others by release, what decides for customers of an arm that names it: by its rules, and by the experiments, holdout and exploration of this one
 */
public record Decider(
        Rulebook rulebook, Snapshots snapshots, DecisionFlow flow, Bounds bounds, Map<String, Decider> others) {
    public static Decider of(Rulebook rulebook) {
        Map<String, Decider> others = new HashMap<>();
        rulebook.others().forEach((release, other) -> others.put(release, of(other, rulebook, Map.of())));
        return of(rulebook, rulebook, Map.copyOf(others));
    }

    private static Decider of(Rulebook rulebook, Rulebook drawing, Map<String, Decider> others) {
        return new Decider(
                rulebook, new Snapshots(rulebook), new DecisionFlow(rulebook, drawing), new Bounds(rulebook), others);
    }

    /** What decides for who is in these arms: another release where one of them says so. */
    public Decider by(Assignment arms) {
        String release = flow.arms().release(arms);
        if (release == null) {
            return this;
        }
        Decider other = others.get(release);
        if (other == null) {
            throw new IllegalStateException(
                    "the release " + release + " was not built beside " + rulebook.hash() + ", which names it");
        }
        return other;
    }

    /** What decides for a stored customer at an instant. */
    public Decider by(Profile customer, Instant at) {
        return others.isEmpty() ? this : by(flow.arms().assign(customer.unit(), at));
    }

    /** What bounds an offer, whichever release has it. */
    public Bounds bounds(String offer) {
        return Stream.concat(Stream.of(this), others.values().stream())
                .filter(each -> each.rulebook.catalogue().knows(offer))
                .findFirst()
                .orElse(this)
                .bounds();
    }

    /** What is best for a stored customer, or for an anonymous visitor when there is no profile. */
    public Decision decide(DecisionRequest request, @Nullable Profile profile, Instant at, State state) {
        return decide(request, profile, at, state, Holds.NONE, null);
    }

    /**
     * The decision for them, by whichever release is theirs.
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
        Assignment arms = assign(request, profile, at);
        return by(arms).decide(request, profile, at, arms, state, holds, seed);
    }

    /** The same by this, for who is in these arms. */
    Decision decide(
            DecisionRequest request,
            @Nullable Profile profile,
            Instant at,
            Assignment arms,
            State state,
            Holds holds,
            @Nullable Long seed) {
        return flow.decide(request, snapshots.of(profile, at).in(arms), state, holds, seed);
    }

    /** In what who asks takes part. */
    Assignment assign(DecisionRequest request, @Nullable Profile profile, Instant at) {
        return flow.arms().assign(unit(request, profile), at);
    }

    /** By which lots are drawn for who asks; null for nobody. */
    static @Nullable Long unit(DecisionRequest request, @Nullable Profile profile) {
        if (profile != null) {
            return profile.unit();
        }
        return Identity.unit(request.customer());
    }
}
