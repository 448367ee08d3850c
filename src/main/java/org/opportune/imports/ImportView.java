package org.opportune.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.ImportJob.State;
import org.opportune.imports.Progress.Phase;
import org.opportune.imports.Progress.Totals;
import org.opportune.kernel.Finding;

/**
 * An import as the API shows it.
 *
 * @param state awaiting_file, queued, running, done or failed
 * @param phase of a running import: reading, then storing
 * @param lines lines read, without the header and blank ones
 * @param kept lines that are in a stored event, or changed a customer
 * @param rejected lines that the report names; in the end, lines = kept + rejected
 * @param reasons how many lines were rejected for each reason
 * @param customers changes of customers' attributes that were stored
 * @param events new events
 * @param duplicates events that were there already
 * @param linesPerSecond of the present run
 * @param remainingSeconds an estimate
 * @param findings why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportView(
        long id,
        String name,
        String state,
        @Nullable String phase,
        long lines,
        long kept,
        long rejected,
        Map<String, Long> reasons,
        long customers,
        long events,
        long duplicates,
        @Nullable Long linesPerSecond,
        @Nullable Long remainingSeconds,
        List<Finding> findings,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    private static final double READING = 0.3;

    /**
     * @param nanos how long the present run lasts; 0 when it does not run
     */
    static ImportView of(ImportJob job, long nanos) {
        Totals totals = job.totals();
        boolean isRunning = job.state() == State.RUNNING;
        long millis = isRunning ? nanos / 1_000_000 : 0;
        double done = fraction(totals);
        return new ImportView(
                job.id(),
                job.name(),
                word(job.state()),
                isRunning ? word(totals.phase()) : null,
                totals.lines(),
                totals.kept(),
                totals.rejected(),
                totals.reasons(),
                totals.customers(),
                totals.events(),
                totals.duplicates(),
                millis > 0 ? totals.lines() * 1_000 / millis : null,
                isRunning && done > 0 ? Math.round(millis * (1 - done) / done / 1_000) : null,
                job.findings(),
                job.by(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Storing takes about twice as long as reading. */
    private static double fraction(Totals totals) {
        if (totals.phase() == Phase.READING) {
            return totals.bytesInAll() == 0 ? 0 : READING * totals.bytes() / totals.bytesInAll();
        }
        return totals.lines() == 0 ? 1 : READING + (1 - READING) * (totals.kept() + totals.rejected()) / totals.lines();
    }
}
