package org.opportune.brakes;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Added once, and never changed. */
@Entity
@Table(name = "brake_history")
class BrakeStepRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long number;

    private LocalDateTime at = LocalDateTime.MIN;

    @Enumerated(EnumType.STRING)
    private BrakeStep step = BrakeStep.PAUSE;

    @Enumerated(EnumType.STRING)
    private BrakeKind kind = BrakeKind.OFFER;

    private String id = "";

    private String who = "";

    private String why = "";

    /** For JPA. */
    BrakeStepRow() {}

    /** @param brake of a resumption: since when it is none any more, by whom, and why */
    BrakeStepRow(BrakeStep step, Brake brake) {
        this.step = step;
        this.at = LocalDateTime.ofInstant(brake.since(), ZoneOffset.UTC);
        this.kind = brake.kind();
        this.id = brake.id();
        this.who = brake.who();
        this.why = brake.why();
    }

    BrakeEntry entry() {
        long known = Objects.requireNonNull(number, "an entry has its number once it is stored");
        return new BrakeEntry(known, at.toInstant(ZoneOffset.UTC), step, kind, id, who, why);
    }
}
