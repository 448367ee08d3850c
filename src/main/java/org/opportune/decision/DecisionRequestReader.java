package org.opportune.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.profile.Identity;
import org.opportune.profile.IdentityReader;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.ValueReader;
import org.opportune.vocabulary.Vocabulary.Placement;

/** Reads the body of {@code POST /decisions} and checks every name in it against the rulebook. */
final class DecisionRequestReader {
    private static final Set<String> FIELDS =
            new TreeSet<>(List.of("customer", "placements", "channel", "locale", "context", "limit", "mode", "at"));

    private final Rulebook rulebook;
    private final Findings findings = new Findings();

    DecisionRequestReader(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    /** Throws the problem that lists everything that is wrong. */
    DecisionRequest read(JsonNode body) {
        if (!body.isObject()) {
            findings.at("", "expected an object, found " + Json.kind(body));
            findings.refuseRequest();
        }
        known(body, FIELDS, "");
        Map<String, Integer> placements = placements(body);
        String channel = channel(body.get("channel"), placements.keySet());
        JsonNode context = body.get("context");
        Mode mode = mode(body.get("mode"));
        DecisionRequest request = new DecisionRequest(
                customer(body.get("customer")),
                placements,
                channel,
                locale(body.get("locale")),
                context == null
                        ? Map.of()
                        : new ValueReader(rulebook.terms().rates())
                                .readAll(
                                        "context attribute",
                                        rulebook.vocabulary().context(),
                                        context,
                                        "/context",
                                        findings),
                mode,
                at(body.get("at"), mode));
        findings.refuseRequest();
        return request;
    }

    private List<Identity> customer(@Nullable JsonNode node) {
        boolean nobody = node == null || (node.isArray() && node.isEmpty());
        return nobody ? List.of() : IdentityReader.read(node, "customer", "/customer", findings);
    }

    private Map<String, Integer> placements(JsonNode body) {
        Map<String, Integer> placements = new LinkedHashMap<>();
        JsonNode list = body.get("placements");
        int most = rulebook.terms().mostPlacements();
        if (list == null || !list.isArray() || list.isEmpty() || list.size() > most) {
            findings.at(
                    "/placements",
                    "expected a list of 1 to " + most + " placements such as [{\"id\": \"" + somePlacement()
                            + "\"}], found "
                            + (list == null ? "nothing" : list.isArray() ? list.size() + " of them" : Json.kind(list)));
            return placements;
        }
        Integer limit = limit(body.get("limit"), "/limit");
        for (int i = 0; i < list.size(); i++) {
            placement(list.get(i), "/placements/" + i, limit, placements);
        }
        return placements;
    }

    private void placement(JsonNode node, String pointer, @Nullable Integer usual, Map<String, Integer> placements) {
        if (!node.isObject() || !node.path("id").isTextual()) {
            findings.at(
                    node.isObject() ? pointer + "/id" : pointer,
                    "expected a placement such as {\"id\": \"" + somePlacement() + "\", \"limit\": 3}, found "
                            + Json.kind(node));
            return;
        }
        known(node, Set.of("id", "limit"), pointer);
        String id = node.get("id").textValue();
        Placement placement = rulebook.vocabulary().placements().get(id);
        if (placement == null) {
            findings.at(
                    pointer + "/id",
                    Nearest.unknown(
                            "placement", id, rulebook.vocabulary().placements().keySet()));
            return;
        }
        Integer own = limit(node.get("limit"), pointer + "/limit");
        int offers = own != null ? own : usual != null ? usual : placement.offers();
        if (placements.put(id, offers) != null) {
            findings.at(pointer + "/id", "the placement '" + id + "' is asked for twice");
        }
    }

    private String somePlacement() {
        return rulebook.vocabulary().placements().keySet().stream().findFirst().orElse("");
    }

    private @Nullable Integer limit(@Nullable JsonNode node, String pointer) {
        if (node == null) {
            return null;
        }
        int most = rulebook.terms().mostOffers();
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1 || node.intValue() > most) {
            findings.at(pointer, "expected a whole number from 1 to " + most + ", found " + Json.kind(node));
            return null;
        }
        return node.intValue();
    }

    /** A request comes through one channel: the one that it names, else that of its placements. */
    private String channel(@Nullable JsonNode node, Collection<String> placements) {
        Set<String> channels = new TreeSet<>();
        placements.forEach(id -> {
            Placement placement = rulebook.vocabulary().placements().get(id);
            if (placement != null) {
                channels.add(placement.channel());
            }
        });
        if (channels.size() > 1) {
            findings.at(
                    "/placements", "the placements belong to several channels " + channels + "; ask once a channel");
        }
        String own = channels.stream().findFirst().orElse("");
        if (node == null) {
            return own;
        }
        Set<String> known = rulebook.vocabulary().channels().keySet();
        if (!node.isTextual() || !known.contains(node.textValue())) {
            findings.at(
                    "/channel",
                    node.isTextual()
                            ? Nearest.unknown("channel", node.textValue(), known)
                            : "expected a channel, found " + Json.kind(node));
        } else if (!own.isEmpty() && !own.equals(node.textValue())) {
            findings.at(
                    "/channel",
                    "the placements belong to the channel '" + own + "', not to '" + node.textValue()
                            + "'; leave the channel out or change it");
        }
        return node.asText();
    }

    private @Nullable String locale(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        String tag = node.isTextual() ? Label.canonicalTag(node.textValue()) : null;
        for (String broader = tag; broader != null; broader = Label.broader(broader)) {
            if (rulebook.terms().locales().contains(broader)) {
                return tag;
            }
        }
        findings.at(
                "/locale",
                node.isTextual()
                        ? Nearest.unknown(
                                "locale", node.textValue(), rulebook.terms().locales())
                        : "expected a language tag such as en, found " + Json.kind(node));
        return null;
    }

    private Mode mode(@Nullable JsonNode node) {
        String mode = node == null ? "live" : node.isTextual() ? node.textValue() : "";
        if (!mode.equals("live") && !mode.equals("preview")) {
            findings.at(
                    "/mode",
                    node != null && node.isTextual()
                            ? Nearest.unknown("mode", mode, List.of("live", "preview"))
                            : "expected live or preview, found " + (node == null ? "" : Json.kind(node)));
        }
        return mode.equals("preview") ? Mode.PREVIEW : Mode.LIVE;
    }

    private @Nullable Instant at(@Nullable JsonNode node, Mode mode) {
        if (node == null) {
            return null;
        }
        if (mode == Mode.LIVE) {
            findings.at("/at", "a live decision is made now; set mode to preview to decide at another instant");
            return null;
        }
        try {
            OffsetDateTime at = OffsetDateTime.parse(node.isTextual() ? node.textValue() : "");
            if (at.getYear() >= 1970 && at.getYear() <= 2200) {
                return at.toInstant();
            }
        } catch (DateTimeException e) {
            // said below, with the form that is expected
        }
        findings.at(
                "/at",
                "expected a time with an offset such as 2026-03-01T10:15:00Z, from 1970 to 2200, found "
                        + Json.kind(node));
        return null;
    }

    private void known(JsonNode node, Set<String> names, String pointer) {
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                findings.at(Json.pointer(pointer, name), Nearest.unknown("field", name, names));
            }
        });
    }
}
