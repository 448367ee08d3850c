package org.opportune.brakes;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Set;
import org.opportune.rulebook.Rulebook;

/** What can be paused. */
public enum BrakeKind {
    @JsonProperty("offer")
    OFFER,
    /** With every offer of it, also those that later releases bring. */
    @JsonProperty("campaign")
    CAMPAIGN;

    /** In sentences. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In addresses. */
    String plural() {
        return word() + "s";
    }

    /** The names of this kind that a release knows. */
    Set<String> names(Rulebook rulebook) {
        return switch (this) {
            case OFFER -> rulebook.catalogue().offers().keySet();
            case CAMPAIGN -> rulebook.vocabulary().campaigns().keySet();
        };
    }
}
