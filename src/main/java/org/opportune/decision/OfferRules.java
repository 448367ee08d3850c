package org.opportune.decision;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opportune.eligibility.Candidate;
import org.opportune.model.Condition;
import org.opportune.model.Interpreter;
import org.opportune.model.Question;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.model.Said;
import org.opportune.model.Say;
import org.opportune.model.Step;
import org.opportune.rulebook.Rulebook;
import org.opportune.wording.Objection;

/**
 * The rules that speak for an offer.
 *
 * @param byQuestion in the order of the questions; each that is asked of the offer
 */
record OfferRules(String offer, Map<Question, List<Rule>> byQuestion) {
    static OfferRules of(Rulebook rulebook, String offer) {
        Map<Question, List<Rule>> byQuestion = new EnumMap<>(Question.class);
        byQuestion.put(Question.ELIGIBLE, new ArrayList<>());
        Say propose = new Say.Propose(offer);
        for (Rule rule : rulebook.rules()) {
            if (rule.step() == Step.ELIGIBILITY && rule.then().contains(propose)) {
                byQuestion
                        .computeIfAbsent(rule.question(), question -> new ArrayList<>())
                        .add(rule);
            }
        }
        return new OfferRules(offer, byQuestion);
    }

    /** Whether no rule says who is eligible. */
    boolean isNobodys() {
        return byQuestion.getOrDefault(Question.ELIGIBLE, List.of()).isEmpty();
    }

    /** The questions that are passed. */
    Set<Question> passed(Rulebook rulebook, Row row) {
        List<Rule> all = rulebook.rules().stream()
                .filter(rule -> rule.step() == Step.ELIGIBILITY)
                .toList();
        Set<String> speaking = new HashSet<>();
        for (Said said : Interpreter.run(all, row)) {
            if (said instanceof Said.Proposal proposal && proposal.offer().equals(offer)) {
                speaking.add(said.rule());
            }
        }
        Set<Question> passed = EnumSet.noneOf(Question.class);
        byQuestion.forEach((question, rules) -> {
            if (rules.stream().anyMatch(rule -> speaking.contains(rule.name()))) {
                passed.add(question);
            }
        });
        return passed;
    }

    boolean isCandidate(Decision decision) {
        return !candidates(decision).isEmpty();
    }

    List<Candidate> candidates(Decision decision) {
        return decision.candidates().stream()
                .filter(candidate -> candidate.offer().id().equals(offer))
                .toList();
    }

    /** Whether no rule of policy holds it back, in one way of showing it at least. */
    boolean isKeptByRules(Decision decision) {
        return candidates(decision).stream().anyMatch(candidate -> decision.suppressed().stream()
                .filter(held -> held.offer().equals(offer))
                .filter(held -> held.where().isEmpty() || held.where().contains(candidate.treatment()))
                .flatMap(held -> held.because().stream())
                .noneMatch(Objection.Written.class::isInstance));
    }

    /** The conditions of a rule that must all hold. */
    static List<Condition> parts(Rule rule) {
        return rule.when() instanceof Condition.All all ? all.parts() : List.of(rule.when());
    }
}
