package org.opportune.reservation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue.Budget;
import org.opportune.http.Outage;
import org.opportune.profile.Identity;
import org.opportune.profile.IdentityListener;
import org.opportune.profile.Profile;
import org.opportune.rulebook.Rulebook;

/** What is held for customers, counted in the memory of this node. What it does not know it reads once; what it cannot read it refuses. */
public final class Reservations implements IdentityListener {
    private static final long DAY = 86_400_000;
    private static final int RECENT = 20_000;

    private final Past past;
    private final Clock clock;
    private final BooleanSupplier isSettled;
    private final Cache<Long, Contacts> customers;
    /** What was answered just now, and may not stand where {@link Past} finds it yet. */
    private final Cache<UUID, Answered> recent =
            Caffeine.newBuilder().maximumSize(RECENT).build();

    private final Map<String, Purse> purses = new ConcurrentHashMap<>();
    /** Held by who makes two customers one. */
    private final Object merging = new Object();

    private final AtomicLong overCap = new AtomicLong();
    private final AtomicLong overBudget = new AtomicLong();
    private volatile @Nullable Bounds bounds;

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
        this.customers = Caffeine.newBuilder().maximumSize(capacity).build();
    }

    /** What a rulebook bounds, computed once for each. */
    private record Bounds(Rulebook rulebook, Caps caps) {
        static Bounds of(Rulebook rulebook) {
            return new Bounds(
                    rulebook, new Caps(rulebook.caps(), rulebook.catalogue().offers()));
        }

        Budget budget(String offer) {
            var found = rulebook.catalogue().offers().get(offer);
            return found == null ? Budget.NONE : found.budget();
        }
    }

    private Bounds bounds(Rulebook rulebook) {
        Bounds known = bounds;
        if (known == null || known.rulebook() != rulebook) {
            known = Bounds.of(rulebook);
            bounds = known;
        }
        return known;
    }

    /** Reserves for a decision that is about to be made and answered. */
    public Holding reserve(Rulebook rulebook, @Nullable Profile profile, List<Identity> named, UUID decision, long at) {
        return holding(rulebook, profile, named, decision, at, true);
    }

    /** Looks what could be reserved, for a preview. */
    public Holding look(Rulebook rulebook, @Nullable Profile profile, List<Identity> named, UUID decision, long at) {
        return holding(rulebook, profile, named, decision, at, false);
    }

    private Holding holding(
            Rulebook rulebook,
            @Nullable Profile profile,
            List<Identity> named,
            UUID decision,
            long at,
            boolean isTaken) {
        Caps caps = bounds(rulebook).caps();
        long owner = owner(profile, named);
        Contacts contacts = null;
        if (owner != 0) {
            contacts = contacts(caps, owner, profile, named);
        }
        return new Holding(rulebook, caps, this, contacts, owner, decision, at, isTaken);
    }

    private static long owner(@Nullable Profile profile, List<Identity> named) {
        if (profile != null) {
            return profile.key();
        }
        return named.isEmpty() ? 0 : Owners.unknown(named.get(0));
    }

    /** Null when it cannot be read now. */
    private @Nullable Contacts contacts(Caps caps, long owner, @Nullable Profile profile, List<Identity> named) {
        Set<Long> names = new HashSet<>();
        names.add(owner);
        named.forEach(identity -> names.add(Owners.unknown(identity)));
        long since = clock.millis() - caps.longest();
        Contacts known = customers.getIfPresent(owner);
        if (known != null && known.holds(names, since, caps)) {
            return known;
        }
        if (profile != null) {
            profile.identities().forEach(identity -> names.add(Owners.unknown(identity)));
        }
        return load(caps, owner, names, since);
    }

    private @Nullable Contacts load(Caps caps, long owner, Set<Long> names, long since) {
        if (!isSettled.getAsBoolean()) {
            return null;
        }
        long from = since - DAY; // so that a window that slides on needs no reading
        List<Hold> held;
        try {
            held = past.of(names, from, clock.millis());
        } catch (RuntimeException e) {
            if (Outage.isIn(e)) {
                return null; // refused, where it matters
            }
            throw e;
        }
        synchronized (merging) {
            Contacts present = customers.getIfPresent(owner);
            if (present != null && present.holds(names, since, caps)) {
                return present;
            }
            Contacts read = new Contacts(names, from, caps.mark(), held);
            for (Long name : names) {
                Contacts other = customers.getIfPresent(name);
                if (other != null) {
                    read.absorb(other);
                }
            }
            names.forEach(name -> customers.put(name, read));
            return read;
        }
    }

    /** What was read of the customer may be older than what is stored of the visitor, so it is read anew. */
    @Override
    public void merged(long gone, long remains) {
        synchronized (merging) {
            Contacts theirs = customers.getIfPresent(gone);
            Contacts own = customers.getIfPresent(remains);
            if (theirs != null && own != null) {
                own.absorb(theirs);
                customers.put(gone, own);
            } else if (theirs != null) {
                theirs.mustBeRead();
                customers.put(remains, theirs);
            } else if (own != null) {
                own.mustBeRead();
            }
        }
    }

    /** Forgets a customer whose data are erased. */
    public void forget(Collection<Long> names) {
        customers.invalidateAll(names);
        recent.asMap().values().removeIf(answered -> names.contains(answered.owner()));
    }

    /** The money of an offer; null when it cannot be read now. */
    @Nullable
    Purse purse(Rulebook rulebook, String offer) {
        Purse known = purses.get(offer);
        if (known != null) {
            return known;
        }
        if (!isSettled.getAsBoolean()) {
            return null;
        }
        try {
            return purses.computeIfAbsent(
                    offer, id -> new Purse(rulebook.terms().zone(), past.spending(id, clock.millis())));
        } catch (RuntimeException e) {
            if (Outage.isIn(e)) {
                return null;
            }
            throw e;
        }
    }

    /** What one decision answered to whom. */
    private record Answered(long owner, List<Hold> holds) {}

    void answered(UUID decision, long owner, List<Hold> holds) {
        recent.put(decision, new Answered(owner, holds));
    }

    /** The offers of a decision that was answered just now; null when it is not known here. */
    public @Nullable Set<String> offers(UUID decision) {
        Answered answered = recent.getIfPresent(decision);
        return answered == null
                ? null
                : answered.holds().stream().map(Hold::offer).collect(Collectors.toSet());
    }

    void free(Hold hold) {
        Purse purse = purses.get(hold.offer());
        if (purse != null) {
            purse.free(hold.decision());
        }
    }

    /**
     * What became of an offer that was answered.
     *
     * @param hold as it is now
     * @param isOverCap whether its place was free again, and more was seen than a cap allows
     * @param isOverBudget whether its cost was free again, and more is spent than the budget
     */
    public record Marked(Hold hold, boolean isOverCap, boolean isOverBudget) {}

    /** Marks what became of an offer; said again, it changes nothing. Null when no decision is known that answered it: {@link #knowsAll}. */
    public @Nullable Marked mark(Rulebook rulebook, UUID decision, String offer, Mark mark, long when) {
        Past.Owned found = find(decision, offer);
        if (found == null) {
            return null;
        }
        Contacts contacts = found.owner() == 0 ? null : ofOwner(rulebook, found.owner());
        return mark(rulebook, contacts, found.hold(), mark, when);
    }

    /** Whether every decision that was answered is known, but for those of this moment. */
    public boolean knowsAll() {
        return isSettled.getAsBoolean();
    }

    private Past.@Nullable Owned find(UUID decision, String offer) {
        Answered answered = recent.getIfPresent(decision);
        if (answered == null) {
            return past.find(decision, offer);
        }
        return answered.holds().stream()
                .filter(hold -> hold.offer().equals(offer))
                .findFirst()
                .map(hold -> new Past.Owned(answered.owner(), hold))
                .orElse(null);
    }

    private @Nullable Contacts ofOwner(Rulebook rulebook, long owner) {
        Contacts known = customers.getIfPresent(owner);
        Caps caps = bounds(rulebook).caps();
        return known == null ? load(caps, owner, Set.of(owner), clock.millis() - caps.longest()) : known;
    }

    private Marked mark(Rulebook rulebook, @Nullable Contacts contacts, Hold known, Mark mark, long when) {
        Bounds bounds = bounds(rulebook);
        Contacts.Marked marked = contacts == null
                ? new Contacts.Marked(known, known.with(mark, when), false)
                : contacts.mark(bounds.caps(), known, mark, when, clock.millis());
        boolean isOverBudget = settle(bounds, marked);
        if (marked.isOver()) {
            overCap.incrementAndGet();
        }
        if (isOverBudget) {
            overBudget.incrementAndGet();
        }
        return new Marked(marked.after(), marked.isOver(), isOverBudget);
    }

    private boolean settle(Bounds bounds, Contacts.Marked marked) {
        Hold hold = marked.after();
        Purse purse = hold.cost().signum() == 0 ? null : purses.get(hold.offer());
        if (purse == null) {
            return false;
        }
        if (marked.before().acceptedAt() == 0 && hold.acceptedAt() != 0) {
            return purse.spend(bounds.budget(hold.offer()), hold);
        }
        if (hold.declinedAt() != 0) {
            purse.free(hold.decision());
        }
        return false;
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
