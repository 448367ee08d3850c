package org.opportune.releases;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Analysis;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.model.Rule;
import org.opportune.rulebook.RuleClasses;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookContent;
import org.opportune.rulebook.RulebookReader;

/**
 * What a folder is worth: a rulebook that may go live, or what forbids it.
 *
 * @param rulebook null when something forbids it
 * @param errors what forbids it to go live
 * @param warnings what its author most likely did not mean
 * @param notes what is allowed and good to know
 * @param results what became of each case that was run
 */
record RulebookCheck(
        @Nullable Rulebook rulebook,
        List<Finding> errors,
        List<Finding> warnings,
        List<Finding> notes,
        List<CaseResult> results) {

    static RulebookCheck refused(List<Finding> errors, List<CaseResult> results) {
        return new RulebookCheck(null, errors, List.of(), List.of(), results);
    }

    /** How many cases were run. */
    int cases() {
        return results.size();
    }

    /**
     * Checks a folder.
     *
     * @param findings what was found when its files were read; the check goes on with the others
     */
    static RulebookCheck of(RulebookFolder folder, Findings findings, Clock clock) {
        return of(folder, findings, null, null, clock);
    }

    /**
     * The same, of what another process may have looked at already.
     *
     * @param made what that made of the same folder: what it refused is not tried here, and what it found is not looked for again; null when there was none
     * @param before what decides, whose rules are kept where they are the same; null when nothing does
     */
    static RulebookCheck of(
            RulebookFolder folder,
            Findings findings,
            @Nullable Compilation made,
            @Nullable Rulebook before,
            Clock clock) {
        if (made != null && !made.result().ok()) {
            return refused(made.result().errors(), made.result().results());
        }
        RulebookContent content = RulebookReader.content(folder, findings);
        if (content == null) {
            return refused(findings.list(), List.of());
        }
        boolean isWhole = findings.isEmpty();
        List<Case> cases = new CaseReader(content, isWhole, findings).read(folder);
        RuleClasses classes = made == null ? null : made.of(content.manifest().hash());
        Rulebook rulebook = isWhole ? RulebookReader.compile(content, classes, before, findings) : null;
        if (rulebook == null) {
            return refused(findings.list(), List.of());
        }
        List<Finding> warnings = new ArrayList<>(rulebook.remarks());
        CaseRunner runner = new CaseRunner(rulebook);
        List<CaseResult> results = new ArrayList<>();
        cases.forEach(each -> {
            CaseResult result = runner.run(each);
            results.add(result);
            result.failures().forEach(findings::add);
            if (result.rules().isEmpty() && !each.hitsNone()) {
                warnings.add(Finding.in(
                        Kind.CASE_WITHOUT_RULE,
                        each.place(),
                        "the case '" + each.sentence()
                                + "' hits no rule; if that is meant, write none in its column 'rules'"));
            }
        });
        if (!findings.isEmpty()) {
            rulebook.close();
            return refused(findings.list(), results);
        }
        if (made != null) {
            CheckResult found = made.result();
            return new RulebookCheck(rulebook, List.of(), found.warnings(), found.notes(), results);
        }
        Analysis analysis = Analysis.of(
                rulebook.rules(),
                rulebook.facts(),
                rulebook.vocabulary(),
                rulebook.catalogue(),
                rulebook.terms(),
                clock.instant());
        warnings.addAll(0, analysis.warnings());
        warnings.addAll(untested(rulebook, cases));
        return new RulebookCheck(rulebook, List.of(), warnings, analysis.notes(), results);
    }

    private static List<Finding> untested(Rulebook rulebook, List<Case> cases) {
        Set<String> tested = new HashSet<>();
        cases.forEach(each -> tested.addAll(each.rules()));
        Map<String, List<Rule>> byFile = new LinkedHashMap<>();
        for (Rule rule : rulebook.rules()) {
            if (!tested.contains(rule.name())) {
                byFile.computeIfAbsent(rule.place().file(), file -> new ArrayList<>())
                        .add(rule);
            }
        }
        List<Finding> warnings = new ArrayList<>();
        byFile.values().forEach(rules -> warnings.addAll(untested(rules)));
        return warnings;
    }

    /** Of a file whose rules are many, the first of them. */
    private static List<Finding> untested(List<Rule> rules) {
        if (rules.size() <= RuleList.SHOWN) {
            return rules.stream()
                    .map(rule -> Finding.in(
                            Kind.RULE_WITHOUT_CASE,
                            rule.place(),
                            "no case exercises the rule '" + rule.name() + "'; add a row to a .cases.csv beside it"))
                    .toList();
        }
        return List.of(Finding.in(
                Kind.RULE_WITHOUT_CASE,
                rules.get(0).place(),
                "no case exercises " + rules.size() + " rules of this file, "
                        + RuleList.of(rules, RulebookCheck::inFile)
                        + "; add a row for each to a .cases.csv beside it"));
    }

    private static String inFile(Rule rule) {
        String cell = rule.place().cell();
        return cell == null ? "line " + rule.place().line() : cell;
    }
}
