package org.opportune.vocabulary;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a fact: a value for each name of its shape, null where it is unknown. Immutable. */
public final class FactValues {
    private final FactShape shape;
    private final @Nullable Object[] values;

    private FactValues(FactShape shape, @Nullable Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** Takes one value for each name of the shape, in its order; the array is copied. */
    public static FactValues of(FactShape shape, @Nullable Object[] values) {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(shape.name() + " has " + shape.size() + " values, not " + values.length);
        }
        return new FactValues(shape, values.clone());
    }

    public static FactValues of(FactShape shape, Map<String, ? extends @Nullable Object> values) {
        @Nullable Object[] array = new Object[shape.size()];
        values.forEach((name, value) -> array[shape.index(name)] = value);
        return new FactValues(shape, array);
    }

    /** The same with another value for a name. */
    public FactValues with(String name, Object value) {
        @Nullable Object[] changed = values.clone();
        changed[shape.index(name)] = value;
        return new FactValues(shape, changed);
    }

    public FactShape shape() {
        return shape;
    }

    public @Nullable Object get(String name) {
        return values[shape.index(name)];
    }

    /** Everything known, in the order of the shape. */
    public Map<String, Object> known() {
        Map<String, Object> known = new LinkedHashMap<>();
        for (String name : shape.names()) {
            Object value = values[shape.index(name)];
            if (value != null) {
                known.put(name, value);
            }
        }
        return known;
    }

    /** Not a copy: the values as they are, which nobody may change. */
    public @Nullable Object[] array() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FactValues that && shape == that.shape && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
