package org.opportune.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Nearest;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.EventType;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.ValueReader;

/** Reads one event by the rules of {@code docs/events.md}, or says everything that is wrong with it. */
public final class EventReader {
    /** The source of an event that names none. */
    public static final String NO_SOURCE = "api";

    private static final Set<String> FIELDS = Set.of("id", "source", "type", "at", "customer", "properties");
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Map<String, EventType> types;
    private final Rates rates;
    private final ValueReader values;
    private final Clock clock;

    public EventReader(Rulebook rulebook, Clock clock) {
        this.types = rulebook.vocabulary().events();
        this.rates = rulebook.terms().rates();
        this.values = new ValueReader(rates);
        this.clock = clock;
    }

    /** Null with findings when it is refused. */
    public @Nullable Event read(JsonNode node, String pointer, Findings findings) {
        Findings own = new Findings();
        Event event = null;
        if (Names.isObject(node, FIELDS, pointer, own)) {
            String id = Names.name(node.get("id"), "id", pointer + "/id", own);
            String source = node.hasNonNull("source")
                    ? Names.name(node.get("source"), "source", pointer + "/source", own)
                    : NO_SOURCE;
            String type = Names.name(node.get("type"), "type", pointer + "/type", own);
            Instant at = at(node.get("at"), "at", pointer + "/at", own);
            List<Identity> customer = IdentityReader.read(node.get("customer"), "customer", pointer + "/customer", own);
            Map<String, Object> properties = properties(type, node.get("properties"), at, pointer, own);
            if (id != null && source != null && type != null && at != null && own.isEmpty()) {
                event = new Event(source, id, customer, type, at, properties);
            }
        }
        findings.addAll(own);
        return event;
    }

    @Nullable
    Instant at(@Nullable JsonNode node, String field, String pointer, Findings findings) {
        return at(node, field, pointer, clock.instant(), findings);
    }

    /** The time of receipt when none is said; null with a finding when it is not one that is taken. */
    public static @Nullable Instant at(
            @Nullable JsonNode node, String field, String pointer, Instant now, Findings findings) {
        if (node == null || node.isNull()) {
            return now.truncatedTo(ChronoUnit.MILLIS);
        }
        Instant at = Names.instant(node, field, pointer, findings);
        if (at == null) {
            return null;
        }
        if (at.isBefore(Instant.EPOCH)) {
            findings.at(pointer, field + ": " + at + " lies before 1970");
            return null;
        }
        if (at.isAfter(now.plus(AHEAD))) {
            findings.at(pointer, field + ": " + at + " lies more than a day ahead of the server's clock; check yours");
            return null;
        }
        return at;
    }

    private Map<String, Object> properties(
            @Nullable String name, @Nullable JsonNode node, @Nullable Instant at, String pointer, Findings findings) {
        if (name == null) {
            return Map.of();
        }
        EventType type = type(name, name, pointer + "/type", findings);
        return type == null ? Map.of() : properties(type, node, at, pointer + "/properties", findings);
    }

    /** Null with a finding when no event is declared by that name. */
    @Nullable
    EventType type(String name, String said, String pointer, Findings findings) {
        EventType type = types.get(name);
        if (type == null) {
            findings.at(pointer, Nearest.unknown("event type", said, types.keySet()));
        }
        return type;
    }

    Map<String, Object> properties(
            EventType type, @Nullable JsonNode node, @Nullable Instant at, String pointer, Findings findings) {
        JsonNode said = node == null || node.isNull() ? JsonNodeFactory.instance.objectNode() : node;
        Map<String, Object> read =
                values.readAll("property of " + type.name(), type.properties(), said, pointer, findings);
        for (Property property : type.properties().values()) {
            String place = Json.pointer(pointer, property.name());
            if (property.required() && !said.hasNonNull(property.name()) && said.isObject()) {
                findings.at(
                        place,
                        "'" + property.name() + "' is missing; " + type.name() + " needs it, of type "
                                + property.type().word());
            }
            if (at != null
                    && read.get(property.name()) instanceof Money money
                    && Figures.inBase(money, at.toEpochMilli(), rates) == null) {
                findings.at(place, property.name() + ": the amount is too large in " + rates.base());
            }
        }
        return read;
    }
}
