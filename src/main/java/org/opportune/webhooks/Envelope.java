package org.opportune.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Json;
import org.opportune.profile.Identity;
import org.opportune.webhooks.Delivery.Claimed;

/** An event as a CloudEvent 1.0 in structured JSON. */
final class Envelope {
    private static final String SOURCE = "/opportune";

    private Envelope() {}

    /**
     * What is sent of a delivery.
     *
     * @param names of the customer, those that the webhook gets; null when it gets none
     */
    static byte[] of(Claimed claimed, @Nullable List<Identity> names) {
        ObjectNode data;
        try {
            data = (ObjectNode) Json.MAPPER.readTree(claimed.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored event is not JSON", e);
        }
        if (names != null) {
            ArrayNode customer = data.putArray("customer");
            names.forEach(name ->
                    customer.addObject().put("namespace", name.namespace()).put("id", name.id()));
        }
        return of(claimed.event(), claimed.type(), claimed.subject(), claimed.at(), data);
    }

    /** Says nothing but that it comes. */
    static byte[] ping(UUID id, Webhook webhook, Instant at) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        return of(id, EventType.PING, Long.toString(webhook.id()), at, data.put("webhook", webhook.name()));
    }

    private static byte[] of(UUID id, EventType type, String subject, Instant at, ObjectNode data) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", id.toString());
        event.put("source", SOURCE);
        event.put("type", type.id());
        event.put("subject", subject);
        event.put("time", at.toString());
        event.put("datacontenttype", "application/json");
        event.set("data", data);
        return Json.bytes(event);
    }
}
