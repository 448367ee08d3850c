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
import org.jspecify.annotations.Nullable;

/** Added once, and never changed. */
@Entity
@Table(name = "draft_history")
class DraftHistoryRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @SuppressWarnings("UnusedVariable") // by queries only
    private @Nullable Long id;

    @SuppressWarnings("UnusedVariable") // by queries only
    private long draft;

    private int version;

    private LocalDateTime at = LocalDateTime.MIN;

    private String who = "";

    @Enumerated(EnumType.STRING)
    private DraftStep step = DraftStep.CHANGE;

    @Enumerated(EnumType.STRING)
    private DraftState state = DraftState.DRAFT;

    @Column(name = "release_hash")
    private @Nullable String release;

    private String why = "";

    /** For JPA. */
    DraftHistoryRow() {}

    DraftHistoryRow(DraftRow draft, DraftStep step, String who, String why, LocalDateTime at) {
        this.draft = draft.id();
        this.version = draft.version();
        this.at = at;
        this.who = who;
        this.step = step;
        this.state = draft.state();
        this.release = draft.release();
        this.why = why;
    }

    int version() {
        return version;
    }

    LocalDateTime at() {
        return at;
    }

    String who() {
        return who;
    }

    DraftStep step() {
        return step;
    }

    DraftState state() {
        return state;
    }

    @Nullable
    String release() {
        return release;
    }

    String why() {
        return why;
    }
}
