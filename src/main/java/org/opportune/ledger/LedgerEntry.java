package org.opportune.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Problem;
import org.opportune.profile.Identity;
import org.opportune.reservation.Hold;

/**
 * A decision to be kept, and what it is found by.
 *
 * @param id whose time is that of the decision
 * @param customer who asked, as the request named them; empty for nobody who is known
 * @param key of the stored customer for whom it was decided; 0 for nobody who is stored
 * @param holds what is held for each offer that was answered
 * @param retry by which asking again is recognised; null when the sender did not say
 * @param record all of it, as JSON
 * @param counted of it by figures
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes
public record LedgerEntry(
        UUID id,
        List<Identity> customer,
        long key,
        String release,
        String channel,
        String stage,
        List<Answered> answered,
        List<Hold> holds,
        @Nullable Retry retry,
        byte[] record,
        Counted counted) {
    public LedgerEntry {
        customer = List.copyOf(customer);
        answered = List.copyOf(answered);
        holds = List.copyOf(holds);
    }

    /** Of somebody who is not stored. */
    public LedgerEntry(
            UUID id,
            List<Identity> customer,
            String release,
            String channel,
            String stage,
            List<Answered> answered,
            List<Hold> holds,
            @Nullable Retry retry,
            byte[] record,
            Counted counted) {
        this(id, customer, 0, release, channel, stage, answered, holds, retry, record, counted);
    }

    Hold hold(String offer) {
        return holds.stream()
                .filter(hold -> hold.offer().equals(offer))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is held for the offer " + offer));
    }

    /**
     * An offer that was answered.
     *
     * @param place from 1; 0 for a fallback
     */
    public record Answered(String placement, int place, String offer) {}

    /**
     * Both SHA-256.
     *
     * @param key of the sender and of the key that they gave
     * @param body of what they asked
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Retry(byte[] key, byte[] body) {
        /** Throws a 422 problem when another body was sent by this key before. */
        public void requireSame(byte[] before) {
            if (!Arrays.equals(before, body)) {
                throw new Problem(
                        422,
                        "idempotency-mismatch",
                        "The key was used for another request",
                        "Another request was sent with this Idempotency-Key within the last 24 hours; take a new key for a new request",
                        List.of());
            }
        }
    }
}
