package org.opportune.brakes;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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

    /** The names of this kind that a release knows, or another that an arm of it decides by. */
    Set<String> names(Rulebook rulebook) {
        return switch (this) {
            case OFFER -> names(rulebook, each -> each.catalogue().offers());
            case CAMPAIGN -> names(rulebook, each -> each.vocabulary().campaigns());
        };
    }

    private static Set<String> names(Rulebook rulebook, Function<Rulebook, Map<String, ?>> of) {
        Set<String> names = new TreeSet<>(of.apply(rulebook).keySet());
        rulebook.others().values().forEach(other -> names.addAll(of.apply(other).keySet()));
        return names;
    }
}
