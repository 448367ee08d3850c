package org.opportune.brakes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opportune.brakes.JpaBrakes.Change;
import org.opportune.http.Outage;
import org.opportune.kernel.Problem;

/**
 * What is paused now. A change is committed in the database first and obeyed by the next decision; what other nodes change is read every second. Decisions
 * read one reference and wait for nobody; those who change or read anew wait for each other, so that nothing older takes the place of something newer.
 */
public final class Brakes {
    private static final Logger LOG = Logger.getLogger(Brakes.class.getName());

    private final JpaBrakes store;
    private final BrakeCopy copy;
    private final Clock clock;
    private volatile Paused paused = Paused.NOTHING;
    private volatile Origin from = Origin.NOTHING;

    /** @param folder for the copy of what is paused */
    public Brakes(JpaBrakes store, Path folder, Clock clock) {
        this.store = store;
        this.copy = new BrakeCopy(folder);
        this.clock = clock;
    }

    /** Where what is paused was read from. */
    public enum Origin {
        DATABASE,
        COPY,
        /** The database has not answered yet, and there is no copy that can be read. */
        NOTHING;

        /** As it is written in answers. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a decision that begins now must leave out. */
    public Paused paused() {
        return paused;
    }

    public Origin from() {
        return from;
    }

    /** Before the first decision: what the database says, else what the data folder does. */
    public synchronized void start() {
        readCopy();
        try {
            follow();
        } catch (RuntimeException e) {
            if (!Outage.isIn(e)) {
                throw e;
            }
            LOG.log(Level.FINE, "the database does not answer", e);
            LOG.warning(
                    from == Origin.COPY
                            ? "The database is away: what was paused last stays paused, until it is back ("
                                    + paused.brakes().size() + ")."
                            : "The database is away and the data folder has no copy of what is paused: nothing is, until it is back.");
        }
    }

    private void readCopy() {
        try {
            List<Brake> kept = copy.read();
            if (kept != null) {
                obey(kept, Origin.COPY);
            }
        } catch (IOException e) {
            LOG.warning("The copy of what is paused in the data folder cannot be used: " + e.getMessage());
        }
    }

    /** Called by a timer: takes over what the database says, whichever node changed it. */
    public synchronized void follow() {
        take(store.paused());
    }

    /** The brake that stands after it: this one, or that of whoever was first. */
    synchronized Brake pause(BrakeKind kind, String id, String who, String why) {
        Brake brake = new Brake(kind, id, clock.instant(), who, why);
        stored(() -> store.pause(brake));
        return Objects.requireNonNull(paused.of(kind, id), "what was paused in a transaction is paused at its end");
    }

    /** False when it is not paused. */
    synchronized boolean resume(BrakeKind kind, String id, String who, String why) {
        Brake end = new Brake(kind, id, clock.instant(), who, why);
        return stored(() -> store.resume(end)).isDone();
    }

    /** A 503 problem when the database is away, and nothing is changed. It is made here, since Jersey answers a transaction that fails at its end with a 500. */
    private Change stored(Supplier<Change> work) {
        Change change;
        try {
            change = work.get();
        } catch (RuntimeException e) {
            if (!Outage.isIn(e)) {
                throw e;
            }
            LOG.log(Level.FINE, "the database does not answer", e);
            throw Problem.unavailable("The database does not answer, and nothing was changed; try again soon");
        }
        take(change.paused());
        return change;
    }

    /** First the decisions, then the disk. */
    private void take(List<Brake> brakes) {
        obey(brakes, Origin.DATABASE);
        copy.keep(paused.brakes());
    }

    private void obey(List<Brake> brakes, Origin origin) {
        Paused next = new Paused(brakes);
        if (!next.brakes().equals(paused.brakes())) {
            LOG.info(() -> "Paused now: "
                    + (next.brakes().isEmpty()
                            ? "nothing"
                            : String.join(
                                    ", ",
                                    next.brakes().stream().map(Brake::name).toList())));
            paused = next;
        }
        from = origin;
    }
}
