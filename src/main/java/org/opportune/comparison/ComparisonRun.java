package org.opportune.comparison;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.comparison.Comparison.State;
import org.opportune.decision.Decider;
import org.opportune.learning.LearnedRates;
import org.opportune.profile.Profile;
import org.opportune.profile.Profiles;
import org.opportune.profile.Profiles.Selection;
import org.opportune.rulebook.Rulebook;

/** Decides for many customers by two rulebooks: one thread reads them, others decide. Can be looked at and cancelled at any time. */
public final class ComparisonRun {
    private static final Logger LOG = Logger.getLogger(ComparisonRun.class.getName());
    private static final int BATCH = 250;
    private static final int MOST_WAITING = 8;

    private final String live;
    private final String other;
    private final Selection selection;
    private final Clock clock;
    private final Instant at;
    private final Tally tally = new Tally();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    /** Until it has run: what was found is kept for long, and keeps no rulebook with it. */
    private @Nullable Two two;

    private volatile boolean isCancelled;
    private volatile long of;
    private volatile State state = State.RUNNING;
    private volatile @Nullable Instant endedAt;

    /** @param rates by which both rank what no rule says how likely it is accepted */
    public ComparisonRun(Decider live, Decider other, LearnedRates rates, Selection selection, Clock clock) {
        this.live = live.rulebook().hash();
        this.other = other.rulebook().hash();
        this.two = new Two(live, other, rates);
        this.selection = selection;
        this.clock = clock;
        this.at = clock.instant();
    }

    private record Two(Decider live, Decider other, LearnedRates rates) {
        List<Rulebook> rulebooks() {
            return List.of(live.rulebook(), other.rulebook());
        }
    }

    /** Ends the reading of customers. */
    @SuppressWarnings("serial")
    private static final class Stopped extends RuntimeException {
        Stopped() {
            super(null, null, false, false);
        }
    }

    /**
     * Runs until all is said, or until it is cancelled.
     *
     * @param helpers in whose threads decisions are made while this one reads on, and decides too when they are busy
     */
    public void run(Profiles profiles, Executor helpers) {
        try {
            of = Math.min(profiles.count(), selection.most());
            decideAll(Objects.requireNonNull(two, "it runs once"), profiles, helpers);
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
            end(isCancelled ? State.CANCELLED : State.DONE);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A comparison failed", e);
        } finally {
            two = null;
            if (isRunning()) {
                end(State.FAILED);
            }
        }
    }

    private void decideAll(Two both, Profiles profiles, Executor helpers) {
        Pair pair = new Pair(both.live(), both.other(), both.rates());
        Semaphore room = new Semaphore(MOST_WAITING);
        List<List<Profile>> batch = new ArrayList<>(BATCH);
        try {
            profiles.forEach(selection, both.rulebooks(), customer -> {
                if (isCancelled || failure.get() != null) {
                    throw new Stopped();
                }
                batch.add(customer);
                if (batch.size() == BATCH) {
                    hand(List.copyOf(batch), pair, room, helpers);
                    batch.clear();
                }
            });
            hand(List.copyOf(batch), pair, room, helpers);
        } catch (Stopped e) {
            LOG.fine("stopped before its end");
        }
        room.acquireUninterruptibly(MOST_WAITING);
    }

    /** To whoever is free; that may be the one who reads. */
    private void hand(List<List<Profile>> batch, Pair pair, Semaphore room, Executor helpers) {
        if (!room.tryAcquire()) {
            decide(batch, pair);
            return;
        }
        boolean isHanded = false;
        try {
            helpers.execute(() -> {
                try {
                    decide(batch, pair);
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                } finally {
                    room.release();
                }
            });
            isHanded = true;
        } finally {
            if (!isHanded) {
                room.release();
            }
        }
    }

    private void decide(List<List<Profile>> batch, Pair pair) {
        Tally some = new Tally();
        for (List<Profile> customer : batch) {
            if (isCancelled) {
                break;
            }
            some.add(customer.get(0), pair.of(customer.get(0), customer.get(1), at));
        }
        synchronized (tally) {
            tally.add(some);
        }
    }

    private void end(State ended) {
        endedAt = clock.instant();
        state = ended;
    }

    /** What was found so far is kept. */
    public void cancel() {
        isCancelled = true;
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    /** As far as it is. */
    public Comparison look() {
        State now = state;
        synchronized (tally) {
            return new Comparison(
                    now,
                    live,
                    other,
                    at,
                    endedAt,
                    tally.done(),
                    Math.max(of, tally.done()),
                    tally.changed(),
                    tally.stages(),
                    tally.offers(),
                    tally.topOffers());
        }
    }
}
