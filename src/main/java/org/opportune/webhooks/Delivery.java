package org.opportune.webhooks;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that a webhook is to get, or got, without what it says.
 *
 * @param at when it happened
 * @param subject the offer, or the stage that was entered
 * @param attempts how many were begun
 * @param status of the last answer; null when there was none
 * @param failure why the last attempt failed; null when it did not, or there was none
 * @param dueAt when the next attempt may begin; null when there is none
 * @param endedAt when it was delivered or given up; null while it waits
 */
record Delivery(
        long id,
        UUID event,
        EventType type,
        String subject,
        Instant at,
        State state,
        int attempts,
        @Nullable Integer status,
        @Nullable Failure failure,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt) {

    /** Where a delivery stands. */
    enum State {
        PENDING,
        DELIVERED,
        DEAD;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }

        static List<String> ids() {
            return Arrays.stream(values()).map(State::id).toList();
        }
    }

    /**
     * One that is being sent.
     *
     * @param claim by which the attempt is known as ours
     * @param attempt counted from 1
     * @param customer whose it is, as the ledger says
     * @param decision null of a stage
     * @param data as JSON
     */
    record Claimed(
            long id,
            long webhook,
            long claim,
            int attempt,
            UUID event,
            EventType type,
            String subject,
            Instant at,
            long customer,
            @Nullable UUID decision,
            String data) {
        /** Without what it says. */
        @Override
        public String toString() {
            return "Claimed[" + id + "]";
        }
    }
}
