package org.opportune.reports;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.opportune.kernel.Problem;

/** Makes reports, few at a time, so that they leave the database and its connections to others. */
public final class Reports {
    private static final int AT_ONCE = 2;

    private final StageMoves moves;
    private final Semaphore room = new Semaphore(AT_ONCE);

    public Reports(DataSource source) {
        this.moves = new StageMoves(source);
    }

    StageReport stages(Span span) {
        return made(() -> StageReport.of(span, moves.of(span)));
    }

    private <T> T made(Supplier<T> report) {
        if (!room.tryAcquire()) {
            throw Problem.conflict("report-running", AT_ONCE + " reports are being made; ask again when one is done");
        }
        try {
            return report.get();
        } finally {
            room.release();
        }
    }
}
