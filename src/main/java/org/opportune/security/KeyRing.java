package org.opportune.security;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every key that is valid now, by its hash; immutable. Keys are looked up by the hash of a secret, so timing tells nothing about them. */
final class KeyRing {
    /** @param id null for the bootstrap key before it is stored */
    record Entry(
            @Nullable Long id,
            String hash,
            Caller caller,
            @Nullable Instant expiresAt) {}

    private final Map<String, Entry> byHash = new HashMap<>();

    KeyRing(List<Entry> entries) {
        entries.forEach(entry -> byHash.put(entry.hash(), entry));
    }

    Optional<Entry> find(String key, Instant now) {
        return Optional.ofNullable(byHash.get(Keys.hash(key)))
                .filter(entry -> entry.expiresAt() == null || now.isBefore(entry.expiresAt()));
    }

    int size() {
        return byHash.size();
    }
}
