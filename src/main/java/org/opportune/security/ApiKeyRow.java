package org.opportune.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_keys")
class ApiKeyRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String principal = "";

    private String hash = "";

    private String label = "";

    @Column(name = "created_at")
    private LocalDateTime createdAt = LocalDateTime.MIN;

    @Column(name = "expires_at")
    private @Nullable LocalDateTime expiresAt;

    @Column(name = "revoked_at")
    private @Nullable LocalDateTime revokedAt;

    @Column(name = "last_used_at")
    private @Nullable LocalDateTime lastUsedAt;

    /** For JPA. */
    ApiKeyRow() {}

    ApiKeyRow(String principal, String hash, String label, LocalDateTime createdAt, @Nullable LocalDateTime expiresAt) {
        this.principal = principal;
        this.hash = hash;
        this.label = label;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    long id() {
        if (id == null) {
            throw new IllegalStateException("a key has its id once it is stored");
        }
        return id;
    }

    String principal() {
        return principal;
    }

    String hash() {
        return hash;
    }

    String label() {
        return label;
    }

    LocalDateTime createdAt() {
        return createdAt;
    }

    @Nullable
    LocalDateTime expiresAt() {
        return expiresAt;
    }

    @Nullable
    LocalDateTime revokedAt() {
        return revokedAt;
    }

    @Nullable
    LocalDateTime lastUsedAt() {
        return lastUsedAt;
    }

    void revoke(LocalDateTime at) {
        if (revokedAt == null) {
            revokedAt = at;
        }
    }

    void usedAt(LocalDateTime at) {
        if (lastUsedAt == null || lastUsedAt.isBefore(at)) {
            lastUsedAt = at;
        }
    }
}
