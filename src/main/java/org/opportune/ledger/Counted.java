package org.opportune.ledger;

import java.time.LocalDate;
import java.util.List;
import org.opportune.experiments.Participation;

/**
 * What figures count of a decision.
 *
 * @param day in the rulebook's time zone
 * @param traits in their order, each once
 */
public record Counted(Participation participation, LocalDate day, List<Trait> traits, List<HeldBack> heldBack) {
    public Counted {
        traits = traits.stream().sorted().distinct().toList();
        heldBack = List.copyOf(heldBack);
    }

    /** Of which only the day is known. */
    public static Counted on(LocalDate day) {
        return new Counted(Participation.NONE, day, List.of(), List.of());
    }
}
