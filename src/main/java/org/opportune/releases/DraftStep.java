package org.opportune.releases;

import static org.opportune.releases.DraftState.APPROVED;
import static org.opportune.releases.DraftState.CHECKED;
import static org.opportune.releases.DraftState.DISCARDED;
import static org.opportune.releases.DraftState.DRAFT;
import static org.opportune.releases.DraftState.PUBLISHED;
import static org.opportune.releases.DraftState.ROLLED_BACK;
import static org.opportune.releases.DraftState.SCHEDULED;
import static org.opportune.releases.DraftState.SUBMITTED;
import static org.opportune.releases.DraftState.SUPERSEDED;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.opportune.kernel.Problem;

/** All that can happen to a draft: from which states, to which state, and who may do it. Nothing else changes a draft's state. */
public enum DraftStep {
    /** Files or the title were changed, so that what was found before is no longer known. */
    @JsonProperty("change")
    CHANGE("be changed", Set.of(DRAFT, CHECKED), DRAFT, "analyst", "admin"),
    @JsonProperty("check")
    CHECK("be checked", Set.of(DRAFT, CHECKED), CHECKED, "analyst", "admin"),
    @JsonProperty("submit")
    SUBMIT("be submitted", Set.of(CHECKED), SUBMITTED, "analyst", "admin"),
    /** Taken back by those who wrote it, to go on with it. */
    @JsonProperty("withdraw")
    WITHDRAW("be withdrawn", Set.of(SUBMITTED, APPROVED, SCHEDULED), DRAFT, "analyst", "admin"),
    /** By somebody who has changed nothing in it. */
    @JsonProperty("approve")
    APPROVE("be approved", Set.of(SUBMITTED), APPROVED, "analyst", "operator", "admin"),
    @JsonProperty("reject")
    REJECT("be rejected", Set.of(SUBMITTED, APPROVED, SCHEDULED), DRAFT, "analyst", "operator", "admin"),
    @JsonProperty("schedule")
    SCHEDULE("be scheduled", Set.of(APPROVED), SCHEDULED, "operator", "admin"),
    @JsonProperty("unschedule")
    UNSCHEDULE("be unscheduled", Set.of(SCHEDULED), APPROVED, "operator", "admin"),
    @JsonProperty("publish")
    PUBLISH("be published", Set.of(APPROVED, SCHEDULED), PUBLISHED, "operator", "admin"),
    @JsonProperty("discard")
    DISCARD("be discarded", Set.of(DRAFT, CHECKED, SUBMITTED, APPROVED, SCHEDULED), DISCARDED, "analyst", "admin"),
    /** Its time had come and it could not be published. */
    @JsonProperty("fail")
    FAIL("fail", Set.of(SCHEDULED), APPROVED),
    /** Another was published. */
    @JsonProperty("supersede")
    SUPERSEDE("be superseded", Set.of(PUBLISHED), SUPERSEDED),
    @JsonProperty("rollBack")
    ROLL_BACK("be rolled back", Set.of(PUBLISHED), ROLLED_BACK),
    /** What was published after it was rolled back. */
    @JsonProperty("restore")
    RESTORE("be restored", Set.of(SUPERSEDED, ROLLED_BACK), PUBLISHED);

    private final String phrase;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody changes
    private final Set<DraftState> from;

    private final DraftState to;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> roles;

    /** Without roles when only the server takes it. */
    DraftStep(String phrase, Set<DraftState> from, DraftState to, String... roles) {
        this.phrase = phrase;
        this.from = Collections.unmodifiableSet(EnumSet.copyOf(from));
        this.to = to;
        this.roles = Set.of(roles);
    }

    /** Of the word by which the API calls it. */
    static DraftStep of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    DraftState to() {
        return to;
    }

    boolean leadsFrom(DraftState state) {
        return from.contains(state);
    }

    /** The state after it. Throws a 409 problem when the draft is in no state from which it leads. */
    DraftState after(DraftState state) {
        if (!leadsFrom(state)) {
            throw Problem.conflict(
                    "draft-state",
                    "The draft is " + state.word() + " and cannot " + phrase + "; that is for what is "
                            + from.stream().map(DraftState::word).collect(Collectors.joining(" or ")));
        }
        return to;
    }

    /** Throws a 403 problem when they may not take it. */
    void require(Actor actor, Collection<String> changedBy) {
        if (roles.stream().noneMatch(actor.hasRole())) {
            throw new Problem(
                    403,
                    "forbidden",
                    "Not allowed",
                    "The role of '" + actor.name() + "' does not let a draft " + phrase + "; these do: "
                            + roles.stream().sorted().collect(Collectors.joining(", ")),
                    List.of());
        }
        if (this == APPROVE && changedBy.contains(actor.name())) {
            throw new Problem(
                    403,
                    "own-draft",
                    "Somebody else must approve it",
                    "'" + actor.name() + "' has changed this draft, so somebody else must look at it and approve it",
                    List.of());
        }
    }

    /** What they may do next with a draft of that state. */
    static List<DraftStep> open(DraftState state, Actor actor, Collection<String> changedBy) {
        return Arrays.stream(values())
                .filter(step -> step.leadsFrom(state) && step.roles.stream().anyMatch(actor.hasRole()))
                .filter(step -> step != APPROVE || !changedBy.contains(actor.name()))
                .toList();
    }
}
