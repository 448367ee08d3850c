package org.opportune.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    /** Reads one value among others. */
    private static final ObjectReader VALUES =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Property property = wanted.get(parser.currentName());
                parser.nextToken();
                if (property == null) {
                    parser.skipChildren();
                } else {
                    JsonNode stored = VALUES.readTree(parser);
                    Object value = reader.read(property, stored, "", new Findings());
                    if (value != null) {
                        values.put(property.name(), value);
                    }
                }
            }
        } catch (JsonProcessingException e) {
            // its message would show the stored text, which is personal
            throw new IllegalStateException("a stored row is not JSON at offset "
                    + (e.getLocation() == null ? 0 : e.getLocation().getCharOffset()));
        } catch (IOException e) {
            throw new UncheckedIOException("a text is read from memory", e);
        }
        return values;
    }
}
