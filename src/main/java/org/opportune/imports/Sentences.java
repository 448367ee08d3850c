package org.opportune.imports;

import java.util.stream.Collectors;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;

/** What is wrong, as one cell of the report. */
final class Sentences {
    private Sentences() {}

    static String of(Findings findings) {
        return findings.list().stream().map(Finding::message).collect(Collectors.joining("; "));
    }
}
