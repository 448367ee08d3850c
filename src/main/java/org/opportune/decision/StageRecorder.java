package org.opportune.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.opportune.classification.Classification;
import org.opportune.profile.Profiles;
import org.opportune.profile.Snapshot;
import org.opportune.profile.StageChange;
import org.opportune.profile.StageChange.Cause;
import org.opportune.profile.StageSpell;

/**
 * Takes note of moves between stages off the way of a decision, and writes them in batches. A move that is lost, because the queue is full or the
 * server dies, is noticed again by the next decision or the hourly sweep: the recorded stage still differs then.
 */
public final class StageRecorder {
    private static final int MOST_WAITING = 100_000;
    private static final int BATCH = 1_000;

    private final Profiles profiles;
    private final BlockingQueue<StageChange> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();

    public StageRecorder(Profiles profiles) {
        this.profiles = profiles;
    }

    /** Notes where a known customer stands when that is not what is recorded. True when it was news. */
    public boolean note(Snapshot snapshot, Classification classification, String release, Cause cause) {
        StageSpell recorded = snapshot.stage();
        if (!snapshot.isKnown() || (recorded != null && recorded.stage().equals(classification.stage()))) {
            return false;
        }
        StageChange change = new StageChange(
                snapshot.key(),
                snapshot.at(),
                recorded == null ? null : recorded.stage(),
                classification.stage(),
                release,
                cause);
        if (!waiting.offer(change)) {
            dropped.incrementAndGet();
        }
        return true;
    }

    /** Writes what waits; called by a timer, by one thread at a time. */
    public synchronized void flush() {
        List<StageChange> batch = new ArrayList<>(BATCH);
        while (waiting.drainTo(batch, BATCH) > 0) {
            profiles.record(batch);
            batch.clear();
        }
    }

    public int waiting() {
        return waiting.size();
    }

    /** How many notes did not fit; each is noticed again later. */
    public long dropped() {
        return dropped.get();
    }
}
