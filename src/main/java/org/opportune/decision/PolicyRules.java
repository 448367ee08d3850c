package org.opportune.decision;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.opportune.model.Condition;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.model.Said;
import org.opportune.model.Step;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;

/** The rules of policy, and which of them hold a candidate back. */
final class PolicyRules {
    private final List<Rule> rules;

    PolicyRules(Rulebook rulebook) {
        this.rules = rulebook.rules().stream()
                .filter(rule -> rule.step() == Step.POLICY)
                .toList();
    }

    /** Those that suppress a candidate with these properties, in the order of the rulebook. */
    List<Rule> against(FactValues offer, Row row) {
        Set<String> speaking = Interpreter.run(rules, with(offer, row)).stream()
                .map(Said::rule)
                .collect(Collectors.toSet());
        return rules.stream().filter(rule -> speaking.contains(rule.name())).toList();
    }

    static Row with(FactValues offer, Row row) {
        return new Row(row.customer(), row.context(), row.classification(), offer);
    }

    /** The conditions of a rule for which it holds; of alternatives only those that hold. */
    static List<Condition> holding(Rule rule, Row row) {
        return OfferRules.parts(rule).stream()
                .map(part -> part instanceof Condition.Any any
                        ? Condition.any(any.parts().stream()
                                .filter(one -> Interpreter.holds(one, row))
                                .toList())
                        : part)
                .toList();
    }
}
