package org.opportune.reservation;

import org.opportune.catalogue.Catalogue.Budget;
import org.opportune.rulebook.Rulebook;

/** What a rulebook bounds: its caps by the offers that they bind, and its budgets. Made once for each, before it decides. Immutable. */
public final class Bounds {
    private final Rulebook rulebook;
    private final Caps caps;

    public Bounds(Rulebook rulebook) {
        this.rulebook = rulebook;
        this.caps = new Caps(rulebook.caps(), rulebook.catalogue().offers());
    }

    Rulebook rulebook() {
        return rulebook;
    }

    Caps caps() {
        return caps;
    }

    Budget budget(String offer) {
        var found = rulebook.catalogue().offers().get(offer);
        return found == null ? Budget.NONE : found.budget();
    }
}
