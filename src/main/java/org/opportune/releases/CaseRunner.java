package org.opportune.releases;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.arbitration.RankRules;
import org.opportune.arbitration.RankRules.Stated;
import org.opportune.classification.Classification;
import org.opportune.classification.Classifier;
import org.opportune.eligibility.Eligibility;
import org.opportune.eligibility.OfferFacts;
import org.opportune.eligibility.Proposed;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Reason;
import org.opportune.model.Rule;
import org.opportune.policy.Screening;
import org.opportune.policy.Screening.Suppression;
import org.opportune.releases.Case.Expected;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;

/** Runs cases and says how each that fails differs from what it expects. */
final class CaseRunner {
    /** A product of factors need not be written to its last digit. */
    private static final double ROUNDING = 1e-9;

    private final Rulebook rulebook;
    private final Classifier classifier;
    private final Eligibility eligibility;
    private final Screening screening;
    private final RankRules rankRules;
    /** The positions of rules in the rulebook, by the codes of their reasons. */
    private final Map<String, List<Integer>> byCode = new HashMap<>();

    CaseRunner(Rulebook rulebook) {
        this.rulebook = rulebook;
        this.classifier = new Classifier(rulebook);
        this.eligibility = new Eligibility(rulebook);
        this.screening = new Screening(rulebook, new OfferFacts(rulebook));
        this.rankRules = new RankRules(rulebook);
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
                case ELIGIBILITY -> compare(each, eligibility.propose(given(each, session)));
                case POLICY -> compare(each, screening.suppressions(given(each, session), each.offer()));
                case ARBITRATION -> compare(each, rankRules.of(given(each, session), each.offer()));
            };
        }
    }

    private static RuleSession given(Case each, RuleSession session) {
        session.customer(each.customer());
        session.context(each.context());
        session.classification(each.classification());
        return session;
    }

    private CaseResult compare(Case each, List<Suppression> said) {
        List<Finding> failures = new ArrayList<>();
        Set<String> fired = new HashSet<>();
        Set<String> codes = new TreeSet<>();
        said.forEach(suppression -> {
            fired.add(suppression.rule());
            codes.add(suppression.because().code());
        });
        each.expected().forEach((name, expected) -> {
            if (!expected.value().equals(CaseReader.NONE)) {
                contains(each, name, expected, codes, failures);
            } else if (!codes.isEmpty()) {
                failures.add(each.failure(expected.place(), "expected that nothing suppresses it, got " + codes));
            }
        });
        rules(each, fired, codes.isEmpty() ? "nothing suppressed it" : "it was suppressed by " + codes, failures);
        return result(each, fired, failures);
    }

    private CaseResult compare(Case each, Stated stated) {
        List<Finding> failures = new ArrayList<>();
        Set<String> fired = new HashSet<>(stated.fired());
        Object declared = each.offer().get("value");
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("propensity", stated.propensity() == null ? rulebook.terms().propensity() : stated.propensity());
        parts.put(
                "value",
                stated.value() != null ? stated.value() : declared instanceof Double worth ? worth : Double.valueOf(0));
        parts.put("weight", stated.weight());
        each.expected().forEach((name, expected) -> {
            double part = parts.getOrDefault(name, 0.0);
            if (Math.abs(Double.parseDouble(expected.value()) - part) > ROUNDING * Math.max(1, part)) {
                equal(each, name, expected, plain(part), failures);
            }
        });
        String gave = parts.entrySet().stream()
                .map(part -> part.getKey() + " " + plain(part.getValue()))
                .collect(Collectors.joining(", "));
        rules(each, fired, "it gave " + gave, failures);
        return result(each, fired, failures);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
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

    private CaseResult compare(Case each, Proposed proposed) {
        List<Finding> failures = new ArrayList<>();
        Set<String> offers = proposed.offers().keySet();
        each.expected().forEach((name, expected) -> contains(each, name, expected, offers, failures));
        rules(each, proposed.fired(), "proposed were " + offers, failures);
        return result(each, proposed.fired(), failures);
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
