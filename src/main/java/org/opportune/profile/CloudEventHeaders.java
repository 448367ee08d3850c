package org.opportune.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.opportune.http.PercentEncoding;
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
        if (value.chars().anyMatch(c -> c > '~')) {
            throw mistake(attribute, "characters beyond ASCII are sent percent-encoded, as %C3%A4");
        }
        byte[] bytes = PercentEncoding.bytes(value);
        if (bytes == null) {
            throw mistake(attribute, "a % must be followed by two hexadecimal digits");
        }
        String decoded = PercentEncoding.utf8(bytes);
        if (decoded == null) {
            throw mistake(attribute, "what is percent-encoded is not UTF-8");
        }
        return decoded;
    }

    private static Problem mistake(String attribute, String what) {
        return Problem.invalid("/" + attribute, "ce-" + attribute + ": " + what);
    }
}
