package org.opportune.vocabulary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names and types of a fact, in order; the position of a name is its index in the fact's values. */
public final class FactShape {
    private final String name;
    private final Map<String, Type> types;
    private final Map<String, Integer> indexes = new LinkedHashMap<>();

    public FactShape(String name, Map<String, Type> types) {
        this.name = name;
        this.types = new LinkedHashMap<>(types);
        types.keySet().forEach(property -> indexes.put(property, indexes.size()));
    }

    public String name() {
        return name;
    }

    public List<String> names() {
        return List.copyOf(indexes.keySet());
    }

    public boolean has(String property) {
        return indexes.containsKey(property);
    }

    public Type type(String property) {
        Type type = types.get(property);
        if (type == null) {
            throw new IllegalArgumentException(name + " has no property " + property);
        }
        return type;
    }

    public int index(String property) {
        Integer index = indexes.get(property);
        if (index == null) {
            throw new IllegalArgumentException(name + " has no property " + property);
        }
        return index;
    }

    public int size() {
        return indexes.size();
    }
}
