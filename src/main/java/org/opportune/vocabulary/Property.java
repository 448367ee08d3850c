package org.opportune.vocabulary;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;

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
        Map<String, Property> fields) {}
