package org.opportune.outcomes;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Hashes;
import org.opportune.ledger.DecisionIds;
import org.opportune.reservation.Mark;

/**
 * Something that became of an offer that a decision answered. (decision, offer, type, id) names it: the same name again is the same outcome.
 *
 * @param id the sender's own; empty when there is one of a type only
 * @param who told it
 * @param reason a code of the business; null when none is said
 * @param value of a conversion; null when none is said
 * @param currency of the value; null for the base currency
 * @param isOverCap whether it came after its place was free again, and was more than a cap allows
 * @param isOverBudget whether it came after its cost was free again, and was more than a budget
 * @param isMarked whether the reservations know of it already
 */
record Outcome(
        UUID decision,
        String offer,
        Mark type,
        String id,
        Instant at,
        Instant receivedAt,
        String who,
        @Nullable String reason,
        @Nullable BigDecimal value,
        @Nullable String currency,
        boolean isOverCap,
        boolean isOverBudget,
        boolean isMarked) {

    /** When it counts from, in milliseconds since 1970: not before the decision, nor after it was told. */
    long countsFrom() {
        return Math.max(DecisionIds.time(decision), Math.min(at.toEpochMilli(), receivedAt.toEpochMilli()));
    }

    /** A digest of what names it. */
    UUID name() {
        byte[] own = (offer + "\n" + type + "\n" + id).getBytes(StandardCharsets.UTF_8);
        byte[] ofDecision = DecisionIds.bytes(decision);
        byte[] all = ByteBuffer.allocate(ofDecision.length + own.length)
                .put(ofDecision)
                .put(own)
                .array();
        return DecisionIds.of(Hashes.sha256(all)); // its first half
    }

    Outcome marked(boolean overCap, boolean overBudget) {
        return new Outcome(
                decision, offer, type, id, at, receivedAt, who, reason, value, currency, overCap, overBudget, true);
    }
}
