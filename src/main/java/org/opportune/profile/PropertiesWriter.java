package org.opportune.profile;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Json;
import org.opportune.vocabulary.ValueReader;

/** Writes an event's properties as {@link ValueReader#write} does, but straight into text: an import has twenty items an event. */
final class PropertiesWriter {
    private PropertiesWriter() {}

    /** Those that are lists of items, or those that are not; null when there is none. */
    static @Nullable String write(Map<String, Object> properties, boolean isItems) {
        if (properties.values().stream().noneMatch(value -> value instanceof List == isItems)) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.MAPPER.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> property : properties.entrySet()) {
                if (property.getValue() instanceof List == isItems) {
                    json.writeFieldName(property.getKey());
                    value(json, property.getValue());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can always be written", e);
        }
        return text.toString();
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof List<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                json.writeStartObject();
                for (Map.Entry<?, ?> field : ((Map<?, ?>) item).entrySet()) {
                    json.writeFieldName(String.valueOf(field.getKey()));
                    value(json, field.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } else {
            json.writeTree(ValueReader.write(value));
        }
    }
}
