package org.opportune.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.opportune.kernel.Problem;

/** The binary mode of CloudEvents over HTTP: attributes are headers, the body is the data. */
final class CloudEventHeaders {
    private static final List<String> ATTRIBUTES = List.of("specversion", "id", "source", "type", "subject", "time");

    private CloudEventHeaders() {}

    static boolean arePresent(HttpHeaders headers) {
        return headers.getHeaderString("ce-specversion") != null || headers.getHeaderString("ce-id") != null;
    }

    /** The same event in the structured mode. */
    static ObjectNode structured(HttpHeaders headers, JsonNode data) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        for (String attribute : ATTRIBUTES) {
            String value = headers.getHeaderString("ce-" + attribute);
            if (value != null) {
                event.put(attribute, decode(attribute, value));
            }
        }
        event.set("data", data);
        return event;
    }

    private static String decode(String attribute, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "/" + attribute, "ce-" + attribute + ": a % must be followed by two hexadecimal digits");
        }
    }
}
