package org.opportune.webhooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook signs with, and says who it is by.
 *
 * @param previous signs too until {@code previousUntil}; null when there is none
 * @param authorization the value of that header; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes
record Secrets(
        byte[] secret,
        byte @Nullable [] previous,
        @Nullable Instant previousUntil,
        @Nullable String authorization) {

    List<byte[]> at(Instant now) {
        return previous != null && previousUntil != null && now.isBefore(previousUntil)
                ? List.of(secret, previous)
                : List.of(secret);
    }

    Secrets with(@Nullable String newAuthorization) {
        return new Secrets(secret, previous, previousUntil, newAuthorization);
    }

    Secrets rotated(byte[] next, Instant until) {
        return new Secrets(next, secret, until, authorization);
    }

    /** Nothing of it, since it may come into the log. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
