package org.opportune.reservation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was answered before this process began to count. */
public interface Past {
    /** What some customers were answered since a time, as far as it counts: what was seen, and what is open still. */
    List<Hold> of(Collection<Long> owners, long since, long now);

    /** What was answered by a decision; null when it did not answer that offer. */
    @Nullable
    Owned find(UUID decision, String offer);

    /**
     * What acceptances of an offer cost so far, and what is kept for those that may come.
     *
     * @param since from when on the decisions are told whose acceptances are part of it
     */
    Spending spending(String offer, long since, long now);

    /** Whose. */
    record Owned(long owner, Hold hold) {}

    /**
     * Of one offer, in its currency.
     *
     * @param days by the day of the decision
     * @param accepted the decisions whose acceptances are part of it, as far back as was asked for
     */
    record Spending(BigDecimal total, Map<LocalDate, BigDecimal> days, List<Hold> open, Set<UUID> accepted) {}
}
