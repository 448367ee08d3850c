package org.opportune.reservation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Outage;
import org.opportune.profile.Identity;
import org.opportune.profile.Profile;

/** The customers whose contacts are counted in memory; one who is not there is read once. */
final class Customers {
    private static final long DAY = 86_400_000;

    private final Past past;
    private final Clock clock;
    private final BooleanSupplier isSettled;
    private final Cache<Long, Contacts> customers;
    /** Held by who makes two customers one. */
    private final Object merging = new Object();

    Customers(Past past, Clock clock, int capacity, BooleanSupplier isSettled) {
        this.past = past;
        this.clock = clock;
        this.isSettled = isSettled;
        this.customers = Caffeine.newBuilder().maximumSize(capacity).build();
    }

    /** Null when they cannot be read now. */
    @Nullable
    Contacts of(Caps caps, long owner, @Nullable Profile profile, List<Identity> named) {
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

    /** As they are in memory, whichever caps they were read for; null when they are not there and cannot be read now. */
    @Nullable
    Contacts of(Caps caps, long owner) {
        Contacts known = customers.getIfPresent(owner);
        return known == null ? load(caps, owner, Set.of(owner), clock.millis() - caps.longest()) : known;
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
    void merged(long gone, long remains) {
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

    void forget(Collection<Long> names) {
        customers.invalidateAll(names);
    }
}
