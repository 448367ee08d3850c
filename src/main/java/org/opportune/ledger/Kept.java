package org.opportune.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.opportune.ledger.LedgerEntry.Answered;

/**
 * A decision that is kept, as lists show it.
 *
 * @param customer a number for the customer, the same in all their decisions; below zero for a visitor of whom nothing else is known, 0 when nobody was named
 */
public record Kept(
        UUID id, Instant at, long customer, String release, String channel, String stage, List<Answered> answered) {}
