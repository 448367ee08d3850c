package org.opportune.reservation;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * An offer that was answered to a customer, and what became of it. Times are milliseconds since 1970; 0 where it has not happened.
 *
 * @param at when it was answered
 * @param expiresAt until when its place is kept without an impression, and its cost without an acceptance
 * @param cost what an acceptance costs, in the offer's currency
 */
public record Hold(
        UUID decision,
        String offer,
        String channel,
        long at,
        long expiresAt,
        BigDecimal cost,
        long seenAt,
        long acceptedAt,
        long declinedAt,
        long convertedAt) {

    /** One of which nothing is known yet. */
    public Hold(UUID decision, String offer, String channel, long at, long expiresAt, BigDecimal cost) {
        this(decision, offer, channel, at, expiresAt, cost, 0, 0, 0, 0);
    }

    boolean is(UUID ofDecision, String ofOffer) {
        return decision.equals(ofDecision) && offer.equals(ofOffer);
    }

    /** Whether its place is kept for an impression that may come. */
    boolean isOpen(long now) {
        return seenAt == 0 && expiresAt > now;
    }

    /** When something was last heard of it. */
    long lastAt() {
        return Math.max(Math.max(seenAt, acceptedAt), Math.max(declinedAt, convertedAt));
    }

    /**
     * With something that became of it; whatever it is, the customer has seen the offer. What was told last of what happened counts, never before the answer, so
     * that nothing that is told frees what is counted.
     */
    Hold with(Mark mark, long told) {
        long when = Math.max(at, told);
        return new Hold(
                decision,
                offer,
                channel,
                at,
                expiresAt,
                cost,
                Math.max(seenAt, when),
                mark == Mark.ACCEPT ? Math.max(acceptedAt, when) : acceptedAt,
                mark == Mark.DECLINE ? Math.max(declinedAt, when) : declinedAt,
                mark == Mark.CONVERSION ? Math.max(convertedAt, when) : convertedAt);
    }

    /** The same one, as two have come to know it. */
    Hold and(Hold other) {
        return new Hold(
                decision,
                offer,
                channel,
                at,
                expiresAt,
                cost,
                Math.max(seenAt, other.seenAt),
                Math.max(acceptedAt, other.acceptedAt),
                Math.max(declinedAt, other.declinedAt),
                Math.max(convertedAt, other.convertedAt));
    }
}
