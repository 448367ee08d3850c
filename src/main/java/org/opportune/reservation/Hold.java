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

    /** Whether its cost is kept for an acceptance that may come. */
    boolean keepsCost(long now) {
        return acceptedAt == 0 && declinedAt == 0 && expiresAt > now;
    }

    /** When something was last heard of it. */
    long lastAt() {
        return Math.max(Math.max(seenAt, acceptedAt), Math.max(declinedAt, convertedAt));
    }

    /** With something that became of it; whatever it is, the customer has seen the offer. What happened first stays. */
    Hold with(Mark mark, long when) {
        return new Hold(
                decision,
                offer,
                channel,
                at,
                expiresAt,
                cost,
                first(seenAt, when),
                mark == Mark.ACCEPT ? first(acceptedAt, when) : acceptedAt,
                mark == Mark.DECLINE ? first(declinedAt, when) : declinedAt,
                mark == Mark.CONVERSION ? first(convertedAt, when) : convertedAt);
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
                first(seenAt, other.seenAt),
                first(acceptedAt, other.acceptedAt),
                first(declinedAt, other.declinedAt),
                first(convertedAt, other.convertedAt));
    }

    private static long first(long known, long when) {
        return known == 0 ? when : when == 0 ? known : Math.min(known, when);
    }
}
