package org.opportune.imports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of a file's columns, in their order. */
final class Columns {
    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Set<String> twice = new HashSet<>();

    Columns(List<String> names) {
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) {
            if (indexes.putIfAbsent(names.get(i), i) != null) {
                twice.add(names.get(i));
            }
        }
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    boolean has(String name) {
        return indexes.containsKey(name);
    }

    boolean isTwice(String name) {
        return twice.contains(name);
    }

    int index(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new IllegalArgumentException("the file has no column " + name);
        }
        return index;
    }
}
