package org.opportune.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.rulebook.Rulebook;

/**
 * What the check of a folder says, as it is told to people and to programs.
 *
 * @param ok whether nothing forbids to publish it
 * @param release the hash that names it; null when something forbids it
 * @param files how many files the rulebook has
 * @param rules how many rules; 0 when something forbids it
 * @param cases how many cases were run
 * @param errors what forbids it
 * @param warnings what its author most likely did not mean
 * @param notes what is allowed and good to know
 * @param results what became of each case that was run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckResult(
        boolean ok,
        @Nullable String release,
        int files,
        int rules,
        int cases,
        List<Finding> errors,
        List<Finding> warnings,
        List<Finding> notes,
        List<CaseResult> results) {
    public CheckResult {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        results = List.copyOf(results);
        if (ok != errors.isEmpty() || ok != (release != null)) {
            throw new IllegalArgumentException("ok and errors contradict each other");
        }
    }

    /**
     * Checks a folder, or the archive of one, in this process.
     *
     * @param classes where to write what the engine compiled when nothing forbids it; null for nowhere
     */
    static CheckResult of(Path folderOrZip, @Nullable Path classes, Clock clock) {
        Findings findings = Findings.ofRulebook();
        RulebookFolder folder = RulebookFolder.open(folderOrZip, findings);
        int files = folder.paths().size();
        RulebookCheck check = RulebookCheck.of(folder, findings, clock);
        try (Rulebook rulebook = check.rulebook()) {
            if (rulebook != null && classes != null) {
                rulebook.classes().write(classes);
            }
            return rulebook == null
                    ? refused(files, check.results(), check.errors())
                    : new CheckResult(
                            true,
                            rulebook.hash(),
                            files,
                            rulebook.rules().size(),
                            check.cases(),
                            List.of(),
                            bounded(check.warnings()),
                            bounded(check.notes()),
                            check.results());
        }
    }

    static CheckResult refused(int files, List<CaseResult> results, List<Finding> errors) {
        return new CheckResult(false, null, files, 0, results.size(), errors, List.of(), List.of(), results);
    }

    private static List<Finding> bounded(List<Finding> findings) {
        Findings bounded = Findings.ofRulebook();
        findings.forEach(bounded::add);
        return bounded.list();
    }
}
