package org.opportune.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opportune.brakes.Brake;
import org.opportune.brakes.BrakeKind;
import org.opportune.brakes.Paused;
import org.opportune.kernel.Json;
import org.opportune.learning.LearnedRates;
import org.opportune.profile.Assignment;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.profile.StageSpell;
import org.opportune.reservation.Holds;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Type;
import org.opportune.wording.Objection;

/** A decision as the ledger kept it: what it was made of, to be decided again. */
final class RecordReader {
    private final JsonNode record;

    RecordReader(byte[] record) {
        try {
            this.record = Json.MAPPER.readTree(record);
        } catch (IOException e) {
            throw new UncheckedIOException("the record is not JSON", e);
        }
        if (this.record.path("v").asInt() != RecordWriter.VERSION) {
            throw new IllegalArgumentException("a record of version " + this.record.path("v") + " is not known here");
        }
    }

    JsonNode json() {
        return record;
    }

    UUID id() {
        return UUID.fromString(record.path("id").asText());
    }

    String engine() {
        return record.path("engine").asText();
    }

    String release() {
        return record.path("release").asText();
    }

    /** The release that drew the lots: the same one, unless an arm of it decided by another. */
    private String drawnBy() {
        JsonNode other = record.at("/state/drawnBy");
        return other.isMissingNode() ? release() : other.asText();
    }

    /** Does something with what decided. */
    <T> T with(PastDeciders deciders, Function<Decider, T> work) {
        return with(deciders, drawnBy(), work);
    }

    /** Does something with what a release decides by for who is in the arms of then: where it has them, and they name another release, by that. */
    <T> T with(PastDeciders deciders, String release, Function<Decider, T> work) {
        return deciders.with(
                release.equals(release()) ? drawnBy() : release, decider -> work.apply(decider.by(assignment())));
    }

    JsonNode request() {
        return record.path("request");
    }

    JsonNode answer() {
        return record.path("answer");
    }

    private Instant at() {
        return Instant.parse(record.path("at").asText());
    }

    @Nullable
    Long seed() {
        JsonNode seed = record.path("seed");
        return seed.isMissingNode() ? null : HexFormat.fromHexDigitsToLong(seed.asText());
    }

    State state(PastRates rates) {
        JsonNode number = record.at("/state/rates");
        return new State(paused(), number.isMissingNode() ? LearnedRates.NONE : rates.of(number.asLong()));
    }

    private Paused paused() {
        List<Brake> brakes = new ArrayList<>();
        record.at("/state/pausedOffers").forEach(id -> brakes.add(brake(BrakeKind.OFFER, id)));
        record.at("/state/pausedCampaigns").forEach(id -> brakes.add(brake(BrakeKind.CAMPAIGN, id)));
        return new Paused(brakes);
    }

    /** What could be held then, and what could not. */
    Holds holds() {
        Map<List<String>, Objection> refused = new HashMap<>();
        for (JsonNode each : record.at("/state/refused")) {
            refused.put(
                    List.of(
                            each.path(0).asText(),
                            each.path(1).asText(),
                            each.path(2).asText()),
                    objection(each.path(3).asText(), each.path(4).asText(), each.path(5)));
        }
        return candidate -> refused.get(List.of(
                candidate.treatment().placement(),
                candidate.offer().id(),
                candidate.treatment().variant()));
    }

    /** @param arguments missing for what a rule's author has written */
    private static Objection objection(String code, String said, JsonNode arguments) {
        if (arguments.isMissingNode()) {
            return new Objection.Written(code, said);
        }
        Map<String, Object> values = new HashMap<>();
        arguments
                .properties()
                .forEach(argument -> values.put(
                        argument.getKey(),
                        argument.getValue().isInt()
                                ? (Object) argument.getValue().intValue()
                                : argument.getValue().asText()));
        return new Objection.Own(code, said, values);
    }

    boolean isUnread() {
        return record.at("/state/unread").asBoolean();
    }

    private static Brake brake(BrakeKind kind, JsonNode id) {
        return new Brake(kind, id.asText(), Instant.EPOCH, "", "");
    }

    /**
     * What was known of the customer, as far as a release has words for it.
     *
     * @param shape of that release's customer
     */
    Snapshot snapshot(FactShape shape) {
        JsonNode snapshot = record.path("snapshot");
        Map<String, Object> values = new HashMap<>();
        snapshot.path("facts").properties().forEach(fact -> {
            Object value = shape.has(fact.getKey()) ? value(shape.type(fact.getKey()), fact.getValue()) : null;
            if (value != null) {
                values.put(fact.getKey(), value);
            }
        });
        List<Consent> consents = new ArrayList<>();
        for (JsonNode consent : snapshot.path("consents")) {
            consents.add(new Consent(
                    consent.path(0).asText(),
                    text(consent.path(1)),
                    consent.path(2).asBoolean(),
                    Instant.parse(consent.path(3).asText())));
        }
        List<StageSpell> stages = new ArrayList<>();
        for (JsonNode spell : snapshot.path("stages")) {
            stages.add(new StageSpell(
                    spell.path(0).asText(), Instant.parse(spell.path(1).asText())));
        }
        return new Snapshot(
                snapshot.path("key").asLong(),
                at(),
                ZoneId.of(snapshot.path("zone").asText()),
                text(snapshot.path("language")),
                FactValues.of(shape, values),
                List.copyOf(consents),
                List.copyOf(stages),
                assignment());
    }

    private Assignment assignment() {
        SortedMap<String, String> arms = new TreeMap<>();
        record.at("/state/arms")
                .properties()
                .forEach(arm -> arms.put(arm.getKey(), arm.getValue().asText()));
        return new Assignment(record.at("/state/heldOut").asBoolean(), arms);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.asText();
    }

    /** Null when another release means something else by that name. */
    private static @Nullable Object value(Type type, JsonNode value) {
        return switch (type) {
            case TEXT, CHOICE -> value.isTextual() ? value.textValue() : null;
            case INTEGER -> value.canConvertToExactIntegral() && value.canConvertToInt() ? value.intValue() : null;
            case NUMBER, MONEY -> value.isNumber() ? value.doubleValue() : null;
            case BOOLEAN -> value.isBoolean() ? value.booleanValue() : null;
            case DATE ->
                value.isTextual() && value.textValue().length() == 10 ? LocalDate.parse(value.textValue()) : null;
            case DATE_TIME ->
                value.isTextual() && value.textValue().contains("T") ? LocalDateTime.parse(value.textValue()) : null;
            case CHOICES -> value.isArray() ? choices(value) : null;
            case ITEMS -> null; // no fact
        };
    }

    private static NavigableSet<String> choices(JsonNode value) {
        NavigableSet<String> choices = new TreeSet<>();
        value.forEach(choice -> choices.add(choice.asText()));
        return choices;
    }
}
