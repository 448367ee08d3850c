package org.opportune.imports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.Progress.Checkpoint;
import org.opportune.imports.Progress.Totals;
import org.opportune.kernel.Finding;

/**
 * An import as it is remembered.
 *
 * @param name the mapping's name
 * @param mappingAs as messages call the mapping
 * @param mapping the mapping's text
 * @param fileHash SHA-256 of the file; null until it is uploaded
 * @param findings why it failed
 * @param by the principal who asked for it
 */
record ImportJob(
        long id,
        String name,
        String mappingAs,
        String mapping,
        @Nullable String fileHash,
        State state,
        Checkpoint checkpoint,
        Totals totals,
        List<Finding> findings,
        String by,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    /** The life of an import, in this order; a failed one can be resumed. */
    enum State {
        AWAITING_FILE,
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    static ImportJob asked(String name, String mappingAs, String mapping, String by, Instant at) {
        return new ImportJob(
                0,
                name,
                mappingAs,
                mapping,
                null,
                State.AWAITING_FILE,
                Checkpoint.START,
                Totals.NONE,
                List.of(),
                by,
                at,
                null,
                null);
    }

    ImportJob queued(String hash) {
        return with(hash, State.QUEUED, checkpoint, totals, List.of(), startedAt, null);
    }

    ImportJob running(Instant at) {
        return with(fileHash, State.RUNNING, checkpoint, totals, List.of(), startedAt == null ? at : startedAt, null);
    }

    ImportJob at(Checkpoint done, Totals soFar) {
        return with(fileHash, state, done, soFar, findings, startedAt, finishedAt);
    }

    ImportJob done(Instant at) {
        return with(fileHash, State.DONE, checkpoint, totals, List.of(), startedAt, at);
    }

    ImportJob failed(List<Finding> why, Instant at) {
        return with(fileHash, State.FAILED, checkpoint, totals, why, startedAt, at);
    }

    private ImportJob with(
            @Nullable String hash,
            State next,
            Checkpoint done,
            Totals soFar,
            List<Finding> why,
            @Nullable Instant started,
            @Nullable Instant finished) {
        return new ImportJob(
                id, name, mappingAs, mapping, hash, next, done, soFar, why, by, createdAt, started, finished);
    }
}
