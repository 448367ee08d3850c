package org.opportune.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opportune.kernel.Finding;
import org.opportune.kernel.YamlNode;

/** Remembers where a mapping names each column first. */
final class ColumnUses {
    private final Map<String, Finding> places = new LinkedHashMap<>();

    /** The column that the node's text names. */
    String of(YamlNode node) {
        return named(node.text(), node);
    }

    String named(String column, YamlNode node) {
        if (!node.isMissing()) {
            places.putIfAbsent(column, node.finding("the file has no such column"));
        }
        return column;
    }

    Map<String, Finding> places() {
        return places;
    }
}
