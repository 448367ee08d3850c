package org.opportune.vocabulary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names and types of a fact, in order; the position of a name is its index in the fact's values. */
public final class FactShape {
    private final String name;
    private final Map<String, FactProperty> properties = new LinkedHashMap<>();
    private final Map<String, Integer> indexes = new LinkedHashMap<>();

    public FactShape(String name, List<FactProperty> properties) {
        this.name = name;
        for (FactProperty property : properties) {
            this.properties.put(property.name(), property);
            indexes.put(property.name(), indexes.size());
        }
    }

    public String name() {
        return name;
    }

    public List<String> names() {
        return List.copyOf(indexes.keySet());
    }

    public List<FactProperty> properties() {
        return List.copyOf(properties.values());
    }

    public Optional<FactProperty> find(String property) {
        return Optional.ofNullable(properties.get(property));
    }

    public boolean has(String property) {
        return indexes.containsKey(property);
    }

    public Type type(String property) {
        return find(property).orElseThrow(() -> unknown(property)).type();
    }

    public int index(String property) {
        Integer index = indexes.get(property);
        if (index == null) {
            throw unknown(property);
        }
        return index;
    }

    public int size() {
        return indexes.size();
    }

    private IllegalArgumentException unknown(String property) {
        return new IllegalArgumentException(name + " has no property " + property);
    }
}
