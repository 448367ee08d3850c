package org.opportune.status;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.opportune.classification.Classification;
import org.opportune.decision.Decider;
import org.opportune.decision.StageRecorder;
import org.opportune.profile.Profiles;
import org.opportune.profile.Snapshot;
import org.opportune.profile.StageChange.Cause;
import org.opportune.status.ScoreTally.Band;
import org.opportune.status.ScoreTally.Scored;
import org.opportune.vocabulary.Vocabulary.Score;

/** Places every customer anew and records those who moved: time alone moves people, and not everybody comes by. */
public final class StageSweep {
    private static final Logger LOG = Logger.getLogger(StageSweep.class.getName());
    private static final int FLUSH_EVERY = 10_000;

    private final Supplier<Decider> deciders;
    private final Profiles profiles;
    private final StageRecorder recorder;
    private final ScoreTally tally;
    private final Clock clock;

    public StageSweep(
            Supplier<Decider> deciders, Profiles profiles, StageRecorder recorder, ScoreTally tally, Clock clock) {
        this.deciders = deciders;
        this.profiles = profiles;
        this.recorder = recorder;
        this.tally = tally;
        this.clock = clock;
    }

    /** How many customers moved. One sweep is by what decides at one instant. */
    public synchronized int run() {
        Decider decider = deciders.get();
        Instant at = clock.instant();
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger moved = new AtomicInteger();
        Map<Scored, Long> scored = new HashMap<>();
        Map<String, Score> scores = decider.rulebook().vocabulary().scores();
        profiles.forEach(decider.rulebook(), profile -> {
            Decider by = decider.by(profile, at);
            Snapshot snapshot = by.snapshots().of(profile, at);
            Classification classification = by.flow().classify(snapshot);
            if (recorder.note(snapshot, classification, by.rulebook().hash(), Cause.SWEEP)) {
                moved.incrementAndGet();
            }
            classification.scores().forEach((id, score) -> {
                Band band = Band.of(Objects.requireNonNull(scores.get(id)), score.points());
                scored.merge(new Scored(id, classification.stage(), band), 1L, Long::sum);
            });
            if (seen.incrementAndGet() % FLUSH_EVERY == 0) {
                recorder.flush();
            }
        });
        recorder.flush();
        tally.counted(at, scored);
        LOG.info(() -> "Stage sweep: " + seen.get() + " customers, " + moved.get() + " moved");
        return moved.get();
    }
}
