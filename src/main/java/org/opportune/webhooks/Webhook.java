package org.opportune.webhooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where events go, and which.
 *
 * @param identities the namespaces of the names that go along
 * @param isPaused whether nothing is sent; what happens is kept for later
 * @param pausedBecause why the server paused it; null when a person did
 * @param failingSince null while attempts succeed
 * @param heldUntil until when the receiver asked to be left alone; null when it did not
 */
record Webhook(
        long id,
        String name,
        String url,
        Filter filter,
        List<String> identities,
        boolean isPaused,
        @Nullable String pausedBecause,
        Instant createdAt,
        String createdBy,
        @Nullable Instant failingSince,
        @Nullable Instant heldUntil) {
    /** The receiver answered 410. */
    static final String GONE = "gone";

    /** A webhook as somebody wants it; the server has paused nothing, and nothing failed yet. */
    Webhook with(String name, String url, Filter filter, List<String> identities, boolean paused) {
        return new Webhook(
                id,
                name,
                url,
                filter,
                identities,
                paused,
                paused ? pausedBecause : null,
                createdAt,
                createdBy,
                failingSince,
                url.equals(this.url) ? heldUntil : null);
    }
}
