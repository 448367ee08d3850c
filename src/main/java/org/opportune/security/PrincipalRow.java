package org.opportune.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "principals")
class PrincipalRow {
    @Id
    private String name = "";

    private String role = "";

    @Column(name = "created_at")
    private LocalDateTime createdAt = LocalDateTime.MIN;

    @Column(name = "removed_at")
    private @Nullable LocalDateTime removedAt;

    /** For JPA. */
    PrincipalRow() {}

    PrincipalRow(String name, Role role, LocalDateTime createdAt) {
        this.name = name;
        this.role = role.id();
        this.createdAt = createdAt;
    }

    String name() {
        return name;
    }

    Role role() {
        return Role.of(role);
    }

    LocalDateTime createdAt() {
        return createdAt;
    }

    boolean isRemoved() {
        return removedAt != null;
    }

    void remove(LocalDateTime at) {
        removedAt = at;
    }
}
