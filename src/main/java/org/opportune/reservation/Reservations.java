package org.opportune.reservation;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.Identity;
import org.opportune.profile.IdentityListener;
import org.opportune.profile.Profile;

/** What is held for customers, counted in the memory of this node. What it does not know it reads once; what it cannot read it refuses. */
public final class Reservations implements IdentityListener {
    private final Past past;
    private final Clock clock;
    private final BooleanSupplier isSettled;
    private final Customers customers;
    private final Recent recent = new Recent();
    private final Purses purses;
    private final AtomicLong overCap = new AtomicLong();
    private final AtomicLong overBudget = new AtomicLong();

    /**
     * With what it needs.
     *
     * @param capacity how many customers are kept in memory
     * @param isSettled whether all that was answered before this process began stands where {@link Past} finds it
     */
    public Reservations(Past past, Clock clock, int capacity, BooleanSupplier isSettled) {
        this.past = past;
        this.clock = clock;
        this.isSettled = isSettled;
        this.customers = new Customers(past, clock, capacity, isSettled);
        this.purses = new Purses(past, recent, clock, isSettled);
    }

    /** Reserves for a decision that is about to be made and answered. */
    public Holding reserve(Bounds bounds, @Nullable Profile profile, List<Identity> named, UUID decision, long at) {
        return holding(bounds, profile, named, decision, at, true);
    }

    /** Looks what could be reserved, for a preview. */
    public Holding look(Bounds bounds, @Nullable Profile profile, List<Identity> named, UUID decision, long at) {
        return holding(bounds, profile, named, decision, at, false);
    }

    private Holding holding(
            Bounds bounds, @Nullable Profile profile, List<Identity> named, UUID decision, long at, boolean isTaken) {
        long owner = owner(profile, named);
        Contacts contacts = owner == 0 ? null : customers.of(bounds.caps(), owner, profile, named);
        return new Holding(bounds, this, contacts, owner, decision, at, isTaken);
    }

    private static long owner(@Nullable Profile profile, List<Identity> named) {
        if (profile != null) {
            return profile.key();
        }
        return named.isEmpty() ? 0 : Owners.unknown(named.get(0));
    }

    @Override
    public void merged(long gone, long remains) {
        customers.merged(gone, remains);
    }

    /** Forgets a customer whose data are erased. */
    public void forget(Collection<Long> names) {
        customers.forget(names);
        recent.forget(names);
    }

    /** The money of an offer; null when it cannot be read now. */
    @Nullable
    Purse purse(Bounds bounds, String offer) {
        return purses.of(offer, bounds.rulebook().terms().zone());
    }

    void answered(UUID decision, long owner, List<Hold> holds) {
        recent.answered(decision, owner, holds);
    }

    /** The offers of a decision that was answered just now; null when it is not known here. */
    public @Nullable Set<String> offers(UUID decision) {
        return recent.offers(decision);
    }

    void free(Hold hold) {
        purses.free(hold);
    }

    /**
     * What became of an offer that was answered.
     *
     * @param isOverCap whether its place was free again, and more was seen than a cap allows
     * @param isOverBudget whether its cost was free again, and more is spent than the budget
     */
    public record Marked(boolean isOverCap, boolean isOverBudget) {}

    /** Marks what became of an offer; said again, it changes nothing. Null when no decision is known that answered it: {@link #knowsAll}. */
    public @Nullable Marked mark(Bounds bounds, UUID decision, String offer, Mark mark, long when) {
        Past.Owned found = recent.find(decision, offer);
        if (found == null && !recent.hasAllOf(decision)) {
            found = past.find(decision, offer);
        }
        return found == null ? null : mark(bounds, found.owner(), found.hold(), mark, when);
    }

    /** Whether every decision that was answered is known, but for those of this moment. */
    public boolean knowsAll() {
        return isSettled.getAsBoolean();
    }

    private Marked mark(Bounds bounds, long owner, Hold known, Mark mark, long when) {
        Contacts contacts = owner == 0 ? null : customers.of(bounds.caps(), owner);
        Contacts.Marked marked = contacts == null
                ? new Contacts.Marked(known, known.with(mark, when), false)
                : contacts.mark(bounds.caps(), known, mark, when, clock.millis());
        recent.told(owner, marked.after());
        boolean isOverBudget = purses.settle(bounds, marked);
        if (marked.isOver()) {
            overCap.incrementAndGet();
        }
        if (isOverBudget) {
            overBudget.incrementAndGet();
        }
        return new Marked(marked.isOver(), isOverBudget);
    }

    /** How many impressions came after their place was free again, and were more than a cap allows, since the start. */
    public long overCap() {
        return overCap.get();
    }

    /** How many acceptances came after their cost was free again, and were more than a budget, since the start. */
    public long overBudget() {
        return overBudget.get();
    }
}
