package org.opportune.vocabulary;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;

/**
 * A named, typed value of the vocabulary: an attribute of the customer, of the context, of an event, or a field of an event's items.
 *
 * @param choices what a choice may be, in the order of the file; empty for other types
 * @param purpose for which purpose personal data may be used; null when the value is not personal
 * @param fields the fields of {@link Type#ITEMS}; empty for other types
 */
public record Property(
        String name,
        Type type,
        Label label,
        Map<String, Label> choices,
        Bounds bounds,
        boolean required,
        boolean personal,
        @Nullable String purpose,
        @Nullable String group,
        Map<String, Property> fields) {

    /** {@code unknown choice 'Finland'; did you mean 'FI'?} — known by its label, else by the nearest id. */
    public static String unknownChoice(String kind, String typed, Map<String, Label> choices) {
        return choices.entrySet().stream()
                .filter(choice -> choice.getValue().says(typed.strip()))
                .map(choice -> "unknown " + kind + " '" + Nearest.shorten(typed) + "'; did you mean '" + choice.getKey()
                        + "'?")
                .findFirst()
                .orElseGet(() -> Nearest.unknown(kind, typed, choices.keySet()));
    }
}
