package org.opportune.releases;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.rulebook.Rulebook;

/**
 * What the cases of a folder say.
 *
 * @param ok whether all of them were run and passed
 * @param errors why they could not be run, or not all
 */
public record TestResult(boolean ok, int passed, int failed, List<CaseResult> cases, List<Finding> errors) {
    public TestResult {
        cases = List.copyOf(cases);
        errors = List.copyOf(errors);
        if (ok != (errors.isEmpty() && failed == 0)) {
            throw new IllegalArgumentException("ok and what failed contradict each other");
        }
    }

    /** Runs the cases of a folder, or of the archive of one, in this process. */
    static TestResult of(Path folderOrZip, Clock clock) {
        Findings findings = Findings.ofRulebook();
        RulebookFolder folder = RulebookFolder.open(folderOrZip, findings);
        RulebookCheck check = RulebookCheck.of(folder, findings, clock);
        Rulebook rulebook = check.rulebook();
        if (rulebook != null) {
            rulebook.close();
        }
        int passed = (int) check.results().stream().filter(CaseResult::passed).count();
        int failed = check.results().size() - passed;
        List<Finding> errors = check.errors().stream()
                .filter(error -> !Kind.CASE_FAILED.slug().equals(error.kind()))
                .toList();
        return new TestResult(errors.isEmpty() && failed == 0, passed, failed, check.results(), errors);
    }

    static TestResult refused(List<Finding> errors) {
        return new TestResult(false, 0, 0, List.of(), errors);
    }
}
