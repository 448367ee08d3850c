package org.opportune.releases;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Problem;

@Entity
@Table(name = "drafts")
class DraftRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String title = "";

    private @Nullable String base;

    @Enumerated(EnumType.STRING)
    private DraftState state = DraftState.DRAFT;

    private int version = 1;

    @Column(name = "release_hash")
    private @Nullable String release;

    @Column(name = "publish_at")
    private @Nullable LocalDateTime publishAt;

    @Column(name = "publish_zone")
    private @Nullable String publishZone;

    @Column(name = "publish_replaces")
    private @Nullable String publishReplaces;

    @Column(name = "check_result")
    private @Nullable String checkResult;

    @Column(name = "created_by")
    private String createdBy = "";

    @Column(name = "created_at")
    private LocalDateTime createdAt = LocalDateTime.MIN;

    @Column(name = "changed_at")
    private LocalDateTime changedAt = LocalDateTime.MIN;

    /** For JPA. */
    DraftRow() {}

    DraftRow(String title, @Nullable String base, String createdBy, LocalDateTime now) {
        this.title = title;
        this.base = base;
        this.createdBy = createdBy;
        this.createdAt = now;
        this.changedAt = now;
    }

    long id() {
        return Objects.requireNonNull(id, "a draft has its id once it is stored");
    }

    String title() {
        return title;
    }

    @Nullable
    String base() {
        return base;
    }

    /** Throws a 409 problem when it would take back what was published since it was begun, and nobody said that it shall. */
    void requireReplaces(@Nullable String live, @Nullable String replaces) {
        String known = replaces == null ? base : replaces;
        if (live != null && !live.equals(known)) {
            throw Problem.conflict(
                    "older-base",
                    (replaces == null
                                    ? "The draft was begun "
                                            + (base == null ? "empty" : "from " + base.substring(0, 12))
                                    : "The draft is to replace " + replaces.substring(0, 12))
                            + ", and " + live.substring(0, 12)
                            + " decides: what that one changed would be taken back. Look at GET"
                            + " /api/v1/releases/diff?from=current&to=draft-" + id()
                            + "; then begin a new draft from what decides, or publish this one with \"replaces\": \""
                            + live + "\"");
        }
    }

    DraftState state() {
        return state;
    }

    int version() {
        return version;
    }

    @Nullable
    String release() {
        return release;
    }

    @Nullable
    LocalDateTime publishAt() {
        return publishAt;
    }

    @Nullable
    String publishZone() {
        return publishZone;
    }

    @Nullable
    String publishReplaces() {
        return publishReplaces;
    }

    @Nullable
    String checkResult() {
        return checkResult;
    }

    String createdBy() {
        return createdBy;
    }

    LocalDateTime createdAt() {
        return createdAt;
    }

    LocalDateTime changedAt() {
        return changedAt;
    }

    /** A step was taken: nobody who saw it before may change it now. */
    void step(DraftState after, LocalDateTime now) {
        state = after;
        version++;
        changedAt = now;
    }

    void rename(String to) {
        title = to;
    }

    /** What was found of its files is not known any more. */
    void uncheck() {
        release = null;
        checkResult = null;
    }

    /** What a check found. */
    void checked(@Nullable String sealedAs, String result) {
        release = sealedAs;
        checkResult = result;
    }

    void schedule(LocalDateTime at, String zone, @Nullable String replaces) {
        publishAt = at;
        publishZone = zone;
        publishReplaces = replaces;
    }

    void unschedule() {
        publishAt = null;
        publishZone = null;
        publishReplaces = null;
    }
}
