package org.opportune.vocabulary;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;

/**
 * What a rule may say of a fact: its name, type, and the values that it can have.
 *
 * @param choices the only values of a text or of a set's members, with their labels; null when any text may stand
 * @param minimum the least value that a number can have; null when it has no bound that is known
 * @param maximum the greatest value that a number can have; null when it has no bound that is known
 * @param alwaysKnown whether it is known of every customer in every decision
 */
public record FactProperty(
        String name,
        Type type,
        Label label,
        @Nullable Map<String, Label> choices,
        @Nullable Double minimum,
        @Nullable Double maximum,
        boolean alwaysKnown) {}
