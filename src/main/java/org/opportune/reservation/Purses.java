package org.opportune.reservation;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Outage;

/** The money of offers that have a budget, counted in memory from the first decision on that asks for it. */
final class Purses {
    private final Past past;
    private final Recent recent;
    private final Clock clock;
    private final BooleanSupplier isSettled;
    private final Map<String, Purse> purses = new ConcurrentHashMap<>();

    Purses(Past past, Recent recent, Clock clock, BooleanSupplier isSettled) {
        this.past = past;
        this.recent = recent;
        this.clock = clock;
        this.isSettled = isSettled;
    }

    /** Null when it cannot be read now. */
    @Nullable
    Purse of(String offer, ZoneId zone) {
        Purse known = purses.get(offer);
        if (known != null) {
            return known;
        }
        if (!isSettled.getAsBoolean()) {
            return null;
        }
        try {
            return purses.computeIfAbsent(offer, id -> read(id, zone));
        } catch (RuntimeException e) {
            if (Outage.isIn(e)) {
                return null;
            }
            throw e;
        }
    }

    /** What this moment brought is in what is read, or is not yet; each is counted once. */
    private Purse read(String offer, ZoneId zone) {
        List<Hold> moment = recent.of(offer);
        long now = clock.millis();
        long since = moment.stream().mapToLong(Hold::at).min().orElse(now);
        Purse purse = new Purse(zone, past.spending(offer, since, now));
        moment.forEach(hold -> purse.know(hold, now));
        return purse;
    }

    void free(Hold hold) {
        Purse purse = purses.get(hold.offer());
        if (purse != null) {
            purse.free(hold.decision());
        }
    }

    /** Counts what became of an offer, which {@link Recent} knows already. True when more is spent now than the budget. */
    boolean settle(Bounds bounds, Contacts.Marked marked) {
        Hold hold = marked.after();
        // one that is being read may have looked at this moment before, so it is waited for
        Purse purse = hold.cost().signum() == 0 ? null : purses.computeIfPresent(hold.offer(), (offer, known) -> known);
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
}
