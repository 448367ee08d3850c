package org.opportune.policy;

import java.util.ArrayList;
import java.util.List;
import org.opportune.eligibility.Candidate;
import org.opportune.wording.Objection;

/**
 * What became of a candidate.
 *
 * @param because why it is suppressed; empty when it is kept
 * @param fired the rules that said so, by the codes of their names
 */
public record Verdict(Candidate candidate, List<Objection> because, List<String> fired) {
    public static Verdict kept(Candidate candidate) {
        return new Verdict(candidate, List.of(), List.of());
    }

    public boolean isKept() {
        return because.isEmpty();
    }

    /** With more reasons against it; there is no way to take one away. */
    public Verdict and(List<Objection> more) {
        List<Objection> all = new ArrayList<>(because);
        all.addAll(more);
        return new Verdict(candidate, List.copyOf(all), fired);
    }
}
