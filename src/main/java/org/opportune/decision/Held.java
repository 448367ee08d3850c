package org.opportune.decision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.eligibility.Candidate;
import org.opportune.policy.Verdict;
import org.opportune.reservation.Holds;
import org.opportune.wording.Objection;

/** What could not be held for one decision. */
final class Held {
    private final Holds holds;
    private final List<Verdict> refused = new ArrayList<>();

    Held(Holds holds) {
        this.holds = holds;
    }

    /** Whether it is held. */
    boolean take(Candidate candidate) {
        @Nullable Objection because = holds.take(candidate);
        if (because != null) {
            refused.add(new Verdict(candidate, List.of(because), List.of()));
        }
        return because == null;
    }

    List<Candidate> of(List<Candidate> candidates) {
        return candidates.stream().filter(this::take).toList();
    }

    List<Verdict> refused() {
        return List.copyOf(refused);
    }

    /** The verdicts of candidates, with those against what was refused in the place of the ones that kept it. */
    List<Verdict> after(List<Verdict> verdicts) {
        if (refused.isEmpty()) {
            return verdicts;
        }
        List<Verdict> after = new ArrayList<>(verdicts.size() + 1);
        for (Verdict verdict : verdicts) {
            after.add(refused.stream()
                    .filter(other -> other.candidate().equals(verdict.candidate()))
                    .findFirst()
                    .orElse(verdict));
        }
        refused.stream()
                .filter(verdict -> !after.contains(verdict)) // a fallback, which nothing had proposed
                .forEach(after::add);
        return after;
    }
}
