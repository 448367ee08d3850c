package org.opportune.imports;

import java.util.List;
import org.opportune.kernel.Finding;

/** An import that cannot go on: the file or the mapping is wrong as a whole. */
final class ImportFailure extends RuntimeException {
    private final transient List<Finding> findings;

    ImportFailure(Finding finding) {
        this(List.of(finding));
    }

    ImportFailure(List<Finding> findings) {
        super(findings.get(0).toString());
        this.findings = List.copyOf(findings);
    }

    List<Finding> findings() {
        return findings;
    }
}
