package org.opportune.imports;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an import has done so far. Every line is either kept or rejected; a line that is neither waits for its event. Written by one thread, looked
 * at by others.
 */
final class Progress {
    private final long bytesInAll;
    private final Map<String, Long> reasons = new TreeMap<>();
    private Phase phase = Phase.READING;
    private long bytes;
    private long lines;
    private long kept;
    private long rejected;
    private long customers;
    private long events;
    private long duplicates;
    private Checkpoint done;

    /**
     * @param done what an earlier run of the same import had stored for good
     */
    Progress(long bytesInAll, Checkpoint done) {
        this.bytesInAll = bytesInAll;
        this.done = done;
        events = done.events();
        duplicates = done.duplicates();
        customers = done.customers();
    }

    synchronized void read(long bytesSoFar) {
        lines++;
        bytes = bytesSoFar;
    }

    synchronized void phase(Phase next) {
        phase = next;
    }

    synchronized void kept(int more) {
        kept += more;
    }

    synchronized void rejected(String reason) {
        rejected++;
        reasons.merge(reason, 1L, Long::sum);
    }

    synchronized void changed(int more, long line) {
        customers += more;
        done = new Checkpoint(line, done.groups(), customers, events, duplicates);
    }

    synchronized void appended(int stored, int again, long groups) {
        events += stored;
        duplicates += again;
        done = new Checkpoint(done.line(), groups, customers, events, duplicates);
    }

    synchronized Checkpoint done() {
        return done;
    }

    synchronized Totals totals() {
        return new Totals(
                phase, bytes, bytesInAll, lines, kept, rejected, new TreeMap<>(reasons), customers, events, duplicates);
    }

    /** What an import does first and then. */
    enum Phase {
        READING,
        STORING,
        DONE
    }

    /**
     * What is stored for good: an import that goes on from here repeats nothing.
     *
     * @param line customers' attributes are stored up to this line
     * @param groups how many groups of lines, in their order, are dealt with
     */
    record Checkpoint(long line, long groups, long customers, long events, long duplicates) {
        static final Checkpoint START = new Checkpoint(0, 0, 0, 0, 0);
    }

    /**
     * The numbers of an import.
     *
     * @param kept lines that are in a stored event, or in a change of a customer when the mapping has no events
     * @param customers changes of customers' attributes that were stored
     */
    record Totals(
            Phase phase,
            long bytes,
            long bytesInAll,
            long lines,
            long kept,
            long rejected,
            Map<String, Long> reasons,
            long customers,
            long events,
            long duplicates) {
        static final Totals NONE = new Totals(Phase.READING, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0);
    }
}
