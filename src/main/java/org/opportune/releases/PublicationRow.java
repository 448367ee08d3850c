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

/** Added once, and never changed. */
@Entity
@Table(name = "publications")
class PublicationRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(name = "release_hash")
    private String release = "";

    private LocalDateTime at = LocalDateTime.MIN;

    private String who = "";

    private String why = "";

    @Enumerated(EnumType.STRING)
    private ReleaseView.Cause cause = ReleaseView.Cause.SEED;

    /** For JPA. */
    PublicationRow() {}

    PublicationRow(String release, ReleaseView.Cause cause, String who, String why, LocalDateTime at) {
        this.release = release;
        this.cause = cause;
        this.who = who;
        this.why = why;
        this.at = at;
    }

    long id() {
        return Objects.requireNonNull(id, "a publication has its id once it is stored");
    }

    String release() {
        return release;
    }

    LocalDateTime at() {
        return at;
    }

    String who() {
        return who;
    }

    String why() {
        return why;
    }

    ReleaseView.Cause cause() {
        return cause;
    }
}
