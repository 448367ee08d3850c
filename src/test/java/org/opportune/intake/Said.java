package org.opportune.intake;

import java.util.List;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;

/** What a reading gave. */
record Said(List<Finding> findings, boolean isRead) {
    static Said of(byte[] content) {
        return of("t.xlsx", content);
    }

    static Said of(String file, byte[] content) {
        Findings findings = new Findings();
        Grid grid = Grid.read(file, content, findings);
        return new Said(findings.list(), grid != null && grid.isWhole());
    }

    static Grid grid(String file, byte[] content) {
        Findings findings = new Findings();
        Grid grid = Grid.read(file, content, findings);
        if (grid == null || !findings.isEmpty()) {
            throw new AssertionError(findings.list().toString());
        }
        return grid;
    }

    /** {@code kind place message} of each. */
    List<String> lines() {
        return lines(findings);
    }

    static List<String> lines(List<Finding> findings) {
        return findings.stream().map(finding -> finding.kind() + " " + finding).toList();
    }
}
