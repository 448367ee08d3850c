package org.opportune.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.opportune.journal.Journal;
import org.opportune.journal.JournalRefused;
import org.opportune.journal.Shipment;
import org.opportune.kernel.Problem;
import org.opportune.profile.EventCodec.Parcel;
import org.opportune.profile.Profiles.Receipt;
import org.opportune.rulebook.Rulebook;

/**
 * Takes events: durable in the journal when the call returns, and stored in the database as soon as that takes them, those of many requests together. As long
 * as the database is there the call waits for that, so that the next decision sees them.
 */
public final class EventIntake {
    /** By which its records are known in the journal. */
    public static final byte KIND = 2;

    private final Journal journal;
    private final Profiles profiles;
    private final Supplier<Rulebook> rulebook;
    private final Duration patience;
    private final AtomicLong tickets = new AtomicLong(System.nanoTime());
    private final Map<Long, CompletableFuture<Optional<Receipt>>> waiting = new ConcurrentHashMap<>();
    private final BooleanSupplier isHindered;

    /**
     * With what it needs.
     *
     * @param patience how long a call waits for the database
     * @param isHindered whether nothing is brought there now, so that it does not wait
     */
    public EventIntake(
            Journal journal,
            Profiles profiles,
            Supplier<Rulebook> rulebook,
            Duration patience,
            BooleanSupplier isHindered) {
        this.journal = journal;
        this.profiles = profiles;
        this.rulebook = rulebook;
        this.patience = patience;
        this.isHindered = isHindered;
    }

    /**
     * What became of events.
     *
     * @param isPending whether they wait for the database, so that it is not known yet which of them were there already
     */
    record Taken(int stored, int duplicates, boolean isPending) {}

    /** Throws a 503 problem when they cannot be made durable. */
    Taken append(List<Event> events) {
        long ticket = tickets.incrementAndGet();
        CompletableFuture<Optional<Receipt>> stored = new CompletableFuture<>();
        waiting.put(ticket, stored);
        try {
            journal.append(KIND, EventCodec.write(new Parcel(ticket, events)));
            Optional<Receipt> receipt = isHindered.getAsBoolean()
                    ? stored.getNow(Optional.empty())
                    : stored.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return receipt.map(known -> new Taken(known.stored(), known.duplicates(), false))
                    .orElseGet(() -> pending(events));
        } catch (JournalRefused e) {
            throw refused(e);
        } catch (TimeoutException e) {
            return pending(events);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return pending(events);
        } finally {
            waiting.remove(ticket);
        }
    }

    private static Problem refused(JournalRefused e) {
        Problem problem =
                Problem.unavailable("The events cannot be kept now (" + e.getMessage() + "); send them again");
        problem.initCause(e);
        return problem;
    }

    /** Until they are stored, those whose customers are in memory count there. */
    private Taken pending(List<Event> events) {
        profiles.foresee(events);
        return new Taken(events.size(), 0, true);
    }

    /** Brings events from the journal to the database. */
    public Shipment shipment() {
        return contents -> {
            List<Parcel> parcels = contents.stream().map(EventCodec::read).toList();
            List<Event> all = new ArrayList<>();
            parcels.forEach(parcel -> all.addAll(parcel.events()));
            boolean isDone = false;
            try {
                Receipt receipt = profiles.append(rulebook.get(), all);
                isDone = true;
                tell(parcels, Optional.of(receipt));
            } finally {
                if (!isDone) {
                    tell(parcels, Optional.empty());
                }
            }
        };
    }

    private void tell(List<Parcel> parcels, Optional<Receipt> receipt) {
        int from = 0;
        for (Parcel parcel : parcels) {
            int to = from + parcel.events().size();
            tell(parcel.ticket(), receipt, from, to);
            from = to;
        }
    }

    private void tell(long ticket, Optional<Receipt> receipt, int from, int to) {
        CompletableFuture<Optional<Receipt>> stored = waiting.get(ticket);
        if (stored != null) {
            stored.complete(receipt.map(known -> known.of(from, to)));
        }
    }
}
