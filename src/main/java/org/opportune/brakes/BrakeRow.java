package org.opportune.brakes;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Read only: rows come and go by statements that say whether it was they who did it. */
@Entity
@IdClass(BrakeRow.Key.class)
@Table(name = "brakes")
class BrakeRow {
    @Id
    @Enumerated(EnumType.STRING)
    private BrakeKind kind = BrakeKind.OFFER;

    @Id
    private String id = "";

    private LocalDateTime since = LocalDateTime.MIN;

    private String who = "";

    private String why = "";

    /** For JPA. */
    BrakeRow() {}

    Brake brake() {
        return new Brake(kind, id, since.toInstant(ZoneOffset.UTC), who, why);
    }

    /** By which JPA finds one. */
    static class Key implements Serializable {
        BrakeKind kind = BrakeKind.OFFER;
        String id = "";

        Key() {}

        Key(BrakeKind kind, String id) {
            this.kind = kind;
            this.id = id;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.kind == kind && key.id.equals(id);
        }

        @Override
        public int hashCode() {
            return Objects.hash(kind, id);
        }
    }
}
