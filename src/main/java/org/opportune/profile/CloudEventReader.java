package org.opportune.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.vocabulary.EventType;

/**
 * Reads one CloudEvent 1.0 (<a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">specification</a>). Its {@code data} are the
 * event's properties; {@code data.customer} names the customer, and so does {@code subject}, as {@code namespace:id}. Extensions are not looked at.
 */
final class CloudEventReader {
    private final EventReader events;

    CloudEventReader(EventReader events) {
        this.events = events;
    }

    /** Null with findings when it is refused. */
    @Nullable
    Event read(JsonNode node, String pointer, Findings findings) {
        Findings own = new Findings();
        Event event = node.isObject() ? event(node, pointer, own) : null;
        if (!node.isObject()) {
            own.at(pointer, "expected a CloudEvent, found " + Json.kind(node));
        }
        findings.addAll(own);
        return own.isEmpty() ? event : null;
    }

    private @Nullable Event event(JsonNode node, String pointer, Findings findings) {
        String version = Names.name(node.get("specversion"), "specversion", pointer + "/specversion", findings);
        if (version != null && !version.equals("1.0")) {
            findings.at(pointer + "/specversion", "specversion: this server reads CloudEvents 1.0");
        }
        String id = Names.name(node.get("id"), "id", pointer + "/id", findings);
        String source = Names.name(node.get("source"), "source", pointer + "/source", findings);
        String said = Names.name(node.get("type"), "type", pointer + "/type", findings);
        Instant at = events.at(node.get("time"), "time", pointer + "/time", findings);
        String contentType = node.path("datacontenttype").asText("application/json");
        if (node.has("data_base64") || !isJson(contentType)) {
            findings.at(pointer + "/data", "data: send the event's properties as JSON");
            return null;
        }
        JsonNode data = node.path("data");
        List<Identity> customer = customer(node.get("subject"), data.get("customer"), pointer, findings);
        EventType type = said == null ? null : events.type(lastPart(said), said, pointer + "/type", findings);
        if (type == null || id == null || source == null || at == null) {
            return null;
        }
        Map<String, Object> properties =
                events.properties(type, withoutCustomer(data), at, pointer + "/data", findings);
        return new Event(source, id, customer, type.name(), at, properties);
    }

    /** {@code com.example.shop.order} is an order. */
    private static String lastPart(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.endsWith("/json") || type.endsWith("+json");
    }

    private static JsonNode withoutCustomer(JsonNode data) {
        if (data instanceof ObjectNode object && object.has("customer")) {
            return object.deepCopy().without("customer");
        }
        return data.isMissingNode() ? JsonNodeFactory.instance.nullNode() : data;
    }

    private static List<Identity> customer(
            @Nullable JsonNode subject, @Nullable JsonNode named, String pointer, Findings findings) {
        List<Identity> customer = new ArrayList<>();
        if (subject != null && !subject.isNull()) {
            String place = pointer + "/subject";
            String text = Names.name(subject, "subject", place, findings);
            int colon = text == null ? 0 : text.indexOf(':');
            if (text != null && (colon < 1 || colon == text.length() - 1)) {
                findings.at(place, "subject: expected namespace:id, such as customer:C-1001");
            } else if (text != null) {
                Identity identity =
                        IdentityReader.of(text.substring(0, colon), text.substring(colon + 1), place, findings);
                if (identity != null) {
                    customer.add(identity);
                }
            }
        }
        boolean isSubject = subject != null && !subject.isNull();
        if (!isSubject || named != null) {
            for (Identity identity : IdentityReader.read(named, "customer", pointer + "/data/customer", findings)) {
                if (!customer.contains(identity)) {
                    customer.add(identity);
                }
            }
        }
        return List.copyOf(customer);
    }
}
