package org.opportune.reports;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.opportune.kernel.Problem;
import org.opportune.reports.DaySums.Group;
import org.opportune.reports.OfferFigures.Sums;

/** Makes reports, few at a time, so that they leave the database and its connections to others. */
public final class Reports {
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StageMoves moves;
    private final OfferFigures offers;
    private final ReasonFigures reasons;
    private final Semaphore room = new Semaphore(AT_ONCE);

    public Reports(DataSource source) {
        this.moves = new StageMoves(source);
        this.offers = new OfferFigures(source);
        this.reasons = new ReasonFigures(source);
    }

    StageReport stages(Span span) {
        return made(() -> StageReport.of(span, moves.of(span)));
    }

    Map<Group, Sums> offers(Span span, Cut cut) {
        return made(() -> offers.of(span, cut));
    }

    ReasonReport reasons(Span span, Cut cut, String currency) {
        return made(() -> ReasonReport.of(span, cut.by(), currency, reasons.of(span, cut)));
    }

    /** Throws a 409 problem when too many are being made, and go on being made for a while. */
    <T> T made(Supplier<T> report) {
        if (!hasRoom()) {
            throw Problem.conflict("report-running", AT_ONCE + " reports are being made; ask again when one is done");
        }
        try {
            return report.get();
        } finally {
            room.release();
        }
    }

    private boolean hasRoom() {
        try {
            return room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
