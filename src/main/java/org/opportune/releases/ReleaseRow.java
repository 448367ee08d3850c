package org.opportune.releases;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Added once, and never changed. */
@Entity
@Table(name = "releases")
class ReleaseRow {
    @Id
    private String hash = "";

    private String manifest = "";

    private String title = "";

    private @Nullable Long draft;

    @Column(name = "created_by")
    private String createdBy = "";

    @Column(name = "created_at")
    private LocalDateTime createdAt = LocalDateTime.MIN;

    /** For JPA. */
    ReleaseRow() {}

    ReleaseRow(
            String hash,
            String manifest,
            String title,
            @Nullable Long draft,
            String createdBy,
            LocalDateTime createdAt) {
        this.hash = hash;
        this.manifest = manifest;
        this.title = title;
        this.draft = draft;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    String hash() {
        return hash;
    }

    String manifest() {
        return manifest;
    }

    String title() {
        return title;
    }

    @Nullable
    Long draft() {
        return draft;
    }

    String createdBy() {
        return createdBy;
    }

    LocalDateTime createdAt() {
        return createdAt;
    }
}
