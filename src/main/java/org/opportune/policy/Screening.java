package org.opportune.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.opportune.eligibility.Candidate;
import org.opportune.eligibility.OfferFacts;
import org.opportune.model.Said;
import org.opportune.model.Step;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;
import org.opportune.wording.Objection;

/** Judges candidates by the rules of policy. */
public final class Screening {
    private final Rulebook rulebook;
    private final OfferFacts facts;
    private final boolean hasRules;

    public Screening(Rulebook rulebook, OfferFacts facts) {
        this.rulebook = rulebook;
        this.facts = facts;
        this.hasRules = rulebook.has(Step.POLICY);
    }

    /** A verdict for each candidate, in their order. The session knows customer, context and classification already. */
    public List<Verdict> screen(RuleSession session, List<Candidate> candidates) {
        List<Verdict> verdicts = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            verdicts.add(hasRules ? judge(session, candidate) : Verdict.kept(candidate));
        }
        return verdicts;
    }

    private Verdict judge(RuleSession session, Candidate candidate) {
        List<Suppression> said = suppressions(session, facts.of(candidate));
        if (said.isEmpty()) {
            return Verdict.kept(candidate);
        }
        Set<Objection> because = new LinkedHashSet<>();
        Set<String> fired = new LinkedHashSet<>();
        for (Suppression each : said) {
            because.add(each.because());
            fired.add(each.rule());
        }
        return new Verdict(candidate, List.copyOf(because), List.copyOf(fired));
    }

    /**
     * That a rule suppresses a candidate.
     *
     * @param rule the code of its name
     */
    public record Suppression(String rule, Objection because) {}

    /** What rules say against a candidate that has these properties, in the order of their names. */
    public List<Suppression> suppressions(RuleSession session, FactValues offer) {
        List<Suppression> suppressions = new ArrayList<>();
        for (Said said : session.fire(Step.POLICY, offer)) {
            if (said instanceof Said.Suppression suppression) {
                suppressions.add(new Suppression(
                        rulebook.reason(suppression.rule()).code(),
                        new Objection.Written(suppression.code(), suppression.because())));
            }
        }
        return suppressions;
    }
}
