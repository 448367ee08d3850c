package org.opportune.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opportune.releases.CaseResult;
import org.opportune.releases.TestResult;

/** What became of cases, as lines of text. */
final class TestReport {
    private TestReport() {}

    static List<String> lines(Path folderOrZip, TestResult result, boolean onlyFailed) {
        String prefix = CheckReport.prefix(folderOrZip);
        List<String> lines = new ArrayList<>();
        result.errors().forEach(finding -> lines.add(CheckReport.line(prefix, "error", finding)));
        for (CaseResult each : result.cases()) {
            if (!each.passed()) {
                each.failures().forEach(failure -> lines.add(CheckReport.line(prefix, "failed", failure)));
            } else if (!onlyFailed) {
                String rules = each.rules().isEmpty() ? "no rule" : String.join(" | ", each.rules());
                lines.add(CheckReport.printable(prefix + each.file() + ":" + each.line() + ": passed: "
                        + each.sentence() + " (" + rules + ")"));
            }
        }
        lines.add(CheckReport.count(result.cases().size(), "case") + ": " + result.passed() + " passed, "
                + result.failed() + " failed"
                + (result.errors().isEmpty()
                        ? ""
                        : "; " + CheckReport.count(result.errors().size(), "error")));
        return lines;
    }
}
