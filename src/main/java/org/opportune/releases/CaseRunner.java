package org.opportune.releases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.classification.Classification;
import org.opportune.classification.Classifier;
import org.opportune.eligibility.Eligibility;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Reason;
import org.opportune.model.Rule;
import org.opportune.releases.Case.Expected;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;

/** Runs cases and says how each that fails differs from what it expects. */
final class CaseRunner {
    private final Rulebook rulebook;
    private final Classifier classifier;
    private final Eligibility eligibility;
    /** The positions of rules in the rulebook, by the codes of their reasons. */
    private final Map<String, List<Integer>> byCode = new HashMap<>();

    CaseRunner(Rulebook rulebook) {
        this.rulebook = rulebook;
        this.classifier = new Classifier(rulebook);
        this.eligibility = new Eligibility(rulebook);
        List<Rule> rules = rulebook.rules();
        for (int i = 0; i < rules.size(); i++) {
            byCode.computeIfAbsent(rulebook.reason(rules.get(i).name()).code(), code -> new ArrayList<>())
                    .add(i);
        }
    }

    CaseResult run(Case each) {
        try (RuleSession session = rulebook.open()) {
            return switch (each.step()) {
                case CLASSIFICATION -> compare(each, classifier.classify(session, each.customer(), each.context()));
                case ELIGIBILITY -> {
                    session.customer(each.customer());
                    session.context(each.context());
                    session.classification(each.classification());
                    yield compare(each, eligibility.propose(session));
                }
            };
        }
    }

    private CaseResult compare(Case each, Classification result) {
        List<Finding> failures = new ArrayList<>();
        Set<String> fired = result.fired();
        each.expected().forEach((name, expected) -> {
            switch (name) {
                case "stage" -> equal(each, name, expected, result.stage(), failures);
                case "segments" ->
                    contains(each, name, expected, result.segments().keySet(), failures);
                default -> equal(each, name, expected, score(result, name), failures);
            }
        });
        String gave = "it gave stage " + result.stage() + ", segments "
                + result.segments().keySet();
        rules(each, fired, gave, failures);
        return result(each, fired, failures);
    }

    private static @Nullable String score(Classification result, String name) {
        Classification.Score score = result.scores().get(name);
        if (score != null) {
            return String.valueOf(score.points());
        }
        Classification.Score levelled = result.scores().get(name.replaceFirst("Level$", ""));
        return levelled == null ? null : levelled.level();
    }

    private CaseResult compare(Case each, Map<String, List<Reason>> proposed) {
        List<Finding> failures = new ArrayList<>();
        Set<String> fired = new HashSet<>();
        proposed.values().forEach(reasons -> fired.addAll(codes(reasons)));
        each.expected().forEach((name, expected) -> contains(each, name, expected, proposed.keySet(), failures));
        rules(each, fired, "proposed were " + proposed.keySet(), failures);
        return result(each, fired, failures);
    }

    private void rules(Case each, Set<String> fired, String instead, List<Finding> failures) {
        each.rules().stream()
                .filter(rule -> !fired.contains(Reason.ofRule(rule).code()))
                .forEach(rule -> failures.add(
                        each.failure(each.rulesPlace(), "the rule '" + rule + "' did not fire; " + instead)));
        if (each.hitsNone() && !fired.isEmpty()) {
            failures.add(each.failure(each.rulesPlace(), "no rule should fire, and these did: " + shown(fired)));
        }
    }

    private CaseResult result(Case each, Set<String> fired, List<Finding> failures) {
        return new CaseResult(
                each.sentence(),
                each.place().file(),
                each.place().line(),
                failures.isEmpty(),
                rules(fired).stream().map(Rule::name).toList(),
                failures);
    }

    private String shown(Set<String> fired) {
        return RuleList.of(rules(fired), Rule::place);
    }

    /** The rules of these codes as their authors know them. */
    private List<Rule> rules(Set<String> fired) {
        return fired.stream()
                .flatMap(code -> byCode.getOrDefault(code, List.of()).stream())
                .sorted()
                .map(rulebook.rules()::get)
                .toList();
    }

    private static List<String> codes(List<Reason> reasons) {
        return reasons.stream().map(Reason::code).toList();
    }

    private static void equal(
            Case each, String name, Expected expected, @Nullable String actual, List<Finding> failures) {
        if (!expected.value().equals(actual)) {
            failures.add(
                    each.failure(expected.place(), "expected " + name + " " + expected.value() + ", got " + actual));
        }
    }

    private static void contains(
            Case each, String name, Expected expected, Collection<String> actual, List<Finding> failures) {
        for (String item :
                Arrays.stream(expected.value().split("\\|")).map(String::strip).toList()) {
            boolean absent = item.startsWith("!");
            if (actual.contains(absent ? item.substring(1) : item) == absent) {
                failures.add(each.failure(
                        expected.place(),
                        "expected " + name + " " + (absent ? "without " + item.substring(1) : "with " + item) + ", got "
                                + actual));
            }
        }
    }
}
