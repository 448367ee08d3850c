package org.opportune.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opportune.http.Outage;

/** Brings what the journal holds to where it belongs, the oldest first. What cannot be brought for its own fault is laid aside, and never lost. */
public final class Shipper {
    private static final Logger LOG = Logger.getLogger(Shipper.class.getName());
    private static final int AT_ONCE = 500;
    private static final long PAUSE_MILLIS = 300;
    private static final long LONG_PAUSE_MILLIS = 5_000;

    private final Journal journal;
    private final Map<Byte, Shipment> shipments;
    private final Predicate<RuntimeException> isPassing;
    private final LaidAside aside;
    private volatile boolean isHindered;
    private volatile boolean hasCaughtUp;

    /**
     * With what it needs.
     *
     * @param shipments by the kind of record
     * @param isPassing whether a failure is one of the place where records belong and not of the record, so that waiting helps
     */
    public Shipper(
            Journal journal, Map<Byte, Shipment> shipments, Predicate<RuntimeException> isPassing, LaidAside aside) {
        this.journal = journal;
        this.shipments = Map.copyOf(shipments);
        this.isPassing = isPassing;
        this.aside = aside;
        this.hasCaughtUp = journal.waiting() == 0;
    }

    /** Ships all that waits. Throws what hinders it when that may pass; called again, it goes on. */
    public synchronized void ship() {
        boolean isDone = false;
        try {
            shipAll();
            isDone = true;
        } finally {
            isHindered = !isDone;
            hasCaughtUp |= isDone;
        }
    }

    /** Whether the last attempt did not bring all there, so that nobody need wait for what they have appended. */
    public boolean isHindered() {
        return isHindered;
    }

    /** Whether all that an earlier process left has been brought there, and nothing hinders what comes. */
    public boolean isSettled() {
        return hasCaughtUp && !isHindered;
    }

    private void shipAll() {
        long left = journal.waiting(); // not what comes meanwhile, or it would never be over
        List<Entry> some = journal.oldest(AT_ONCE);
        while (!some.isEmpty() && left > 0) {
            left -= some.size();
            for (List<Entry> alike : runs(some)) {
                ship(alike);
                alike.forEach(journal::shipped);
            }
            some = journal.oldest(AT_ONCE);
        }
    }

    /** Ships whatever comes, as soon as it comes, until the thread is interrupted. What hinders it and may pass is tried again after a pause. */
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                journal.await();
                shipOrPause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is over
        }
    }

    private void shipOrPause() throws InterruptedException {
        try {
            ship();
        } catch (RuntimeException
                | LinkageError
                | OutOfMemoryError
                | StackOverflowError e) { // a thread that ends ships nothing more
            boolean isOutage = Outage.isIn(e); // told by those who watch the database
            LOG.log(
                    isOutage ? Level.FINE : Level.WARNING,
                    "The journal could not be shipped, and will be tried again",
                    e);
            TimeUnit.MILLISECONDS.sleep(isOutage ? PAUSE_MILLIS : LONG_PAUSE_MILLIS);
        }
    }

    /** In parts of one kind each, so that the order stays. */
    private static List<List<Entry>> runs(List<Entry> entries) {
        List<List<Entry>> runs = new ArrayList<>();
        for (Entry entry : entries) {
            if (runs.isEmpty() || runs.get(runs.size() - 1).get(0).kind() != entry.kind()) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(entry);
        }
        return runs;
    }

    private void ship(List<Entry> alike) {
        try {
            deliver(alike);
        } catch (RuntimeException e) {
            if (isPassing.test(e)) {
                throw e;
            }
            alike.forEach(this::shipAlone);
        }
    }

    private void shipAlone(Entry entry) {
        try {
            deliver(List.of(entry));
        } catch (RuntimeException e) {
            if (isPassing.test(e)) {
                throw e;
            }
            LOG.log(
                    Level.SEVERE,
                    e,
                    () -> "A record of the journal could not be stored, and is laid aside in " + aside.folder()
                            + ": look at the reason, and report it");
            aside.keep(entry);
        }
    }

    private void deliver(List<Entry> alike) {
        Shipment shipment = shipments.get(alike.get(0).kind());
        if (shipment == null) {
            throw new IllegalArgumentException(
                    "this version knows no record of the kind " + alike.get(0).kind());
        }
        shipment.ship(alike.stream().map(journal::open).toList());
    }
}
