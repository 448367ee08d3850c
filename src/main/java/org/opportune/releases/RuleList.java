package org.opportune.releases;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opportune.model.Rule;

/** Rules as a message names them: the first by name and place, the rest by their number. */
final class RuleList {
    static final int SHOWN = 5;

    private RuleList() {}

    static String of(List<Rule> rules, Function<Rule, Object> place) {
        String first = rules.stream()
                .limit(SHOWN)
                .map(rule -> "'" + rule.name() + "' (" + place.apply(rule) + ")")
                .collect(Collectors.joining(", "));
        return rules.size() > SHOWN ? first + " and " + (rules.size() - SHOWN) + " more" : first;
    }
}
