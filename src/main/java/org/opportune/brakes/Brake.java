package org.opportune.brakes;

import java.time.Instant;

/** That something is paused: since when, by whom, and why. */
public record Brake(BrakeKind kind, String id, Instant since, String who, String why) implements Comparable<Brake> {
    /** By kind and id, of which there is one each. */
    String name() {
        return kind.plural() + "/" + id;
    }

    @Override
    public int compareTo(Brake other) {
        return name().compareTo(other.name());
    }
}
