package org.opportune.reservation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue.Budget;
import org.opportune.wording.Objection;

/**
 * The money of one offer: what acceptances cost, and what is kept for those that may come until their holds expire. What an acceptance costs belongs to the
 * day of its decision. Guarded by itself.
 */
final class Purse {
    private final ZoneId zone;
    private final Map<UUID, Hold> open = new HashMap<>();
    private final Set<UUID> accepted;
    private final Queue<Hold> expiring = new PriorityQueue<>(Comparator.comparingLong(Hold::expiresAt));
    private final Map<LocalDate, BigDecimal> spentOfDay;
    private final Map<LocalDate, BigDecimal> keptOfDay = new HashMap<>();
    private BigDecimal spent;
    private BigDecimal kept = BigDecimal.ZERO;

    Purse(ZoneId zone, Past.Spending past) {
        this.zone = zone;
        this.spent = past.total();
        this.spentOfDay = new HashMap<>(past.days());
        this.accepted = new HashSet<>(past.accepted());
        past.open().forEach(this::keep);
    }

    /** Null when the budget has room for what the hold costs, and it is kept; else why not. */
    synchronized @Nullable Objection take(Budget budget, Hold hold) {
        Objection refused = look(budget, hold);
        if (refused == null) {
            keep(hold);
        }
        return refused;
    }

    /** Why the budget has no room; null when it has. */
    synchronized @Nullable Objection look(Budget budget, Hold hold) {
        expire(hold.at());
        LocalDate day = day(hold);
        if (exceeds(spent.add(kept).add(hold.cost()), budget.total())) {
            return new Objection.Own("BUDGET", "held.budget");
        }
        BigDecimal ofDay = spentOfDay
                .getOrDefault(day, BigDecimal.ZERO)
                .add(keptOfDay.getOrDefault(day, BigDecimal.ZERO))
                .add(hold.cost());
        return exceeds(ofDay, budget.daily()) ? new Objection.Own("BUDGET", "held.budget-of-day") : null;
    }

    /** What is known of an offer that was answered, whether it is part of the past that was read or not. */
    synchronized void know(Hold hold, long now) {
        if (hold.acceptedAt() != 0) {
            spend(Budget.NONE, hold);
        } else if (hold.declinedAt() != 0) {
            free(hold.decision());
        } else if (hold.expiresAt() > now) {
            keep(hold);
        }
    }

    private static boolean exceeds(BigDecimal amount, @Nullable BigDecimal budget) {
        return budget != null && amount.compareTo(budget) > 0;
    }

    private void keep(Hold hold) {
        if (open.putIfAbsent(hold.decision(), hold) == null) {
            expiring.add(hold);
            change(hold, hold.cost());
        }
    }

    private void change(Hold hold, BigDecimal by) {
        kept = kept.add(by);
        keptOfDay.merge(day(hold), by, BigDecimal::add);
    }

    private void expire(long now) {
        while (!expiring.isEmpty() && expiring.peek().expiresAt() <= now) {
            free(expiring.remove().decision());
        }
        if (expiring.isEmpty()) {
            keptOfDay.clear();
        }
    }

    /** What was kept for an acceptance that does not come. */
    synchronized void free(UUID decision) {
        Hold hold = open.remove(decision);
        if (hold != null) {
            change(hold, hold.cost().negate());
        }
    }

    /** An acceptance: its cost is spent once, whether it was kept or not. True when more is spent now than the budget. */
    synchronized boolean spend(Budget budget, Hold hold) {
        if (!accepted.add(hold.decision())) {
            return false;
        }
        boolean wasKept = open.containsKey(hold.decision());
        free(hold.decision());
        spent = spent.add(hold.cost());
        BigDecimal ofDay = spentOfDay.merge(day(hold), hold.cost(), BigDecimal::add);
        BigDecimal keptOfDay = this.keptOfDay.getOrDefault(day(hold), BigDecimal.ZERO);
        return !wasKept && (exceeds(spent.add(kept), budget.total()) || exceeds(ofDay.add(keptOfDay), budget.daily()));
    }

    private LocalDate day(Hold hold) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(hold.at()), zone);
    }

    synchronized BigDecimal spent() {
        return spent;
    }

    synchronized BigDecimal kept(long now) {
        expire(now);
        return kept;
    }
}
