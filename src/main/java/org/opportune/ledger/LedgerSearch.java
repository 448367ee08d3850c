package org.opportune.ledger;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which decisions; what is null does not matter.
 *
 * @param owners one of them, as {@link Ledger#owners} gives them
 * @param from the first instant
 * @param until the first instant that is not wanted any more
 * @param before only older ones than this decision
 */
public record LedgerSearch(
        @Nullable Set<Long> owners,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String offer,
        @Nullable String release,
        @Nullable UUID before) {
    LedgerSearch before(UUID id) {
        return new LedgerSearch(owners, from, until, offer, release, id);
    }
}
