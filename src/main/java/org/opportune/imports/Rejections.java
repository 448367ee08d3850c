package org.opportune.imports;

import java.io.IOException;
import org.opportune.imports.Row.Rejection;

/** Counts each line once: kept, or refused and reported. */
final class Rejections {
    private final Progress progress;
    private final RejectReport report;

    Rejections(Progress progress, RejectReport report) {
        this.progress = progress;
        this.report = report;
    }

    void add(Rejection rejection) throws IOException {
        progress.rejected(rejection.reason());
        report.add(rejection);
    }

    void kept(int lines) {
        progress.kept(lines);
    }
}
