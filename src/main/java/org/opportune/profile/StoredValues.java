package org.opportune.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.ValueReader;

/**
 * Reads stored attributes and properties by the words of today. What was stored under an earlier vocabulary and no longer fits is left out: it is
 * unknown to rules, and stays stored.
 */
final class StoredValues {
    private final FeaturePlan plan;
    private final ValueReader reader;

    StoredValues(FeaturePlan plan) {
        this.plan = plan;
        this.reader = new ValueReader(plan.rates());
    }

    Map<String, Object> attributes(String json) {
        return read(json, plan.vocabulary().attributes());
    }

    /** Only those that features look at. */
    Map<String, Object> properties(String type, String json) {
        Map<String, Property> used = plan.used(type);
        return used.isEmpty() ? Map.of() : read(json, used);
    }

    private Map<String, Object> read(String json, Map<String, Property> wanted) {
        Map<String, Object> values = new HashMap<>();
        JsonNode node = tree(json);
        for (Property property : wanted.values()) {
            JsonNode stored = node.get(property.name());
            Object value = stored == null ? null : reader.read(property, stored, "", new Findings());
            if (value != null) {
                values.put(property.name(), value);
            }
        }
        return values;
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // its message would show the stored text, which is personal
            throw new IllegalStateException("a stored row is not JSON at offset "
                    + (e.getLocation() == null ? 0 : e.getLocation().getCharOffset()));
        }
    }
}
