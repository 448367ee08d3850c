package org.opportune.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Nearest;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.ValueReader;
import org.opportune.vocabulary.Vocabulary;

/** Reads what becomes known of one customer, or says everything that is wrong with it. */
public final class CustomerReader {
    private static final Set<String> FIELDS = Set.of("identities", "attributes", "consents");
    private static final Set<String> CONSENT = Set.of("purpose", "channel", "granted", "at");
    private static final int MOST_CONSENTS = 100;

    private final Vocabulary vocabulary;
    private final ValueReader values;
    private final Clock clock;

    public CustomerReader(Rulebook rulebook, Clock clock) {
        this.vocabulary = rulebook.vocabulary();
        this.values = new ValueReader(rulebook.terms().rates());
        this.clock = clock;
    }

    /** Null with findings when it is refused. */
    public @Nullable CustomerChange read(JsonNode node, String pointer, Findings findings) {
        Findings own = new Findings();
        CustomerChange change = null;
        if (Names.isObject(node, FIELDS, pointer, own)) {
            change = new CustomerChange(
                    IdentityReader.read(node.get("identities"), "identities", pointer + "/identities", own),
                    attributes(node.path("attributes"), pointer + "/attributes", own),
                    consents(node.path("consents"), pointer + "/consents", own));
        }
        findings.addAll(own);
        return own.isEmpty() ? change : null;
    }

    private Map<String, @Nullable Object> attributes(JsonNode node, String pointer, Findings findings) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        if (!node.isObject()) {
            if (!node.isMissingNode() && !node.isNull()) {
                findings.at(pointer, "attributes: expected an object, found " + Json.kind(node));
            }
            return attributes;
        }
        node.properties().forEach(entry -> {
            String name = entry.getKey();
            String place = Json.pointer(pointer, name);
            Property property = vocabulary.attributes().get(name);
            if (property == null) {
                findings.at(
                        place,
                        Nearest.unknown(
                                "attribute", name, vocabulary.attributes().keySet()));
                return;
            }
            Object value = values.read(property, entry.getValue(), place, findings);
            if (name.equals("timeZone") && value instanceof String zone && !isZone(zone)) {
                findings.at(place, Nearest.unknown("time zone", zone, ZoneId.getAvailableZoneIds()));
            }
            attributes.put(name, value);
        });
        return attributes;
    }

    private static boolean isZone(String zone) {
        try {
            return !ZoneId.of(zone).getId().isEmpty();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private List<Consent> consents(JsonNode node, String pointer, Findings findings) {
        List<Consent> consents = new ArrayList<>();
        if (node.isMissingNode() || node.isNull()) {
            return consents;
        }
        if (!node.isArray() || node.size() > MOST_CONSENTS) {
            findings.at(pointer, "consents: expected a list of at most " + MOST_CONSENTS);
            return consents;
        }
        for (int i = 0; i < node.size(); i++) {
            Consent consent = consent(node.get(i), pointer + "/" + i, findings);
            if (consent != null) {
                consents.add(consent);
            }
        }
        return consents;
    }

    private @Nullable Consent consent(JsonNode node, String pointer, Findings findings) {
        if (!Names.isObject(node, CONSENT, pointer, findings)) {
            return null;
        }
        String purpose =
                known(node.get("purpose"), "purpose", vocabulary.purposes().keySet(), pointer, findings);
        String channel = node.hasNonNull("channel")
                ? known(node.get("channel"), "channel", vocabulary.channels().keySet(), pointer, findings)
                : null;
        if (!node.path("granted").isBoolean()) {
            findings.at(pointer + "/granted", "granted: say true or false");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = node.hasNonNull("at") ? Names.instant(node.get("at"), "at", pointer + "/at", findings) : now;
        if (at != null && (at.isBefore(Instant.EPOCH) || at.isAfter(now.plus(1, ChronoUnit.DAYS)))) {
            findings.at(
                    pointer + "/at", "at: " + at + " lies before 1970 or more than a day ahead of the server's clock");
        }
        return purpose == null || at == null
                ? null
                : new Consent(purpose, channel, node.path("granted").asBoolean(), at);
    }

    private static @Nullable String known(
            @Nullable JsonNode node, String field, Set<String> known, String pointer, Findings findings) {
        String place = pointer + "/" + field;
        String name = Names.name(node, field, place, findings);
        if (name != null && !known.contains(name)) {
            findings.at(place, Nearest.unknown(field, name, known));
        }
        return name;
    }
}
