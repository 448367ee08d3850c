package org.opportune.releases;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.model.Rule;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;

/**
 * What a folder is worth: a rulebook that may go live, or what forbids it.
 *
 * @param rulebook null when something forbids it
 * @param errors what forbids it to go live
 * @param warnings what somebody should look at
 * @param cases how many cases were run
 */
record RulebookCheck(@Nullable Rulebook rulebook, List<Finding> errors, List<Finding> warnings, int cases) {

    static RulebookCheck of(RulebookFolder folder) {
        Findings findings = new Findings();
        Rulebook rulebook = RulebookReader.read(folder, findings);
        if (rulebook == null) {
            return new RulebookCheck(null, findings.list(), List.of(), 0);
        }
        List<Case> cases = new CaseReader(rulebook, findings).read(folder);
        if (findings.isEmpty()) {
            CaseRunner runner = new CaseRunner(rulebook);
            cases.forEach(each -> runner.run(each).forEach(findings::add));
        }
        if (!findings.isEmpty()) {
            rulebook.close();
            return new RulebookCheck(null, findings.list(), List.of(), cases.size());
        }
        return new RulebookCheck(rulebook, List.of(), untested(rulebook, cases), cases.size());
    }

    private static List<Finding> untested(Rulebook rulebook, List<Case> cases) {
        Set<String> tested = new HashSet<>();
        cases.forEach(each -> tested.addAll(each.rules()));
        List<Finding> warnings = new ArrayList<>();
        for (Rule rule : rulebook.rules()) {
            if (!tested.contains(rule.name())) {
                warnings.add(Finding.in(
                        Kind.RULE_WITHOUT_CASE,
                        rule.place(),
                        "no case exercises the rule '" + rule.name() + "'; add a row to a .cases.csv beside it"));
            }
        }
        return warnings;
    }
}
