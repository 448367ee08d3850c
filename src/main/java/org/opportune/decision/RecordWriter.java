package org.opportune.decision;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.opportune.brakes.BrakeKind;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.eligibility.Candidate;
import org.opportune.kernel.Json;
import org.opportune.policy.Verdict;
import org.opportune.profile.Assignment;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.profile.StageSpell;
import org.opportune.wording.Objection;

/**
 * Writes a decision as the ledger keeps it: what it was made of, and what came of it. The same decision is the same bytes, which is how a replay is compared.
 * {@link RecordReader} reads it.
 */
final class RecordWriter {
    static final int VERSION = 1;

    private static final int USUAL_BYTES = 8_192;

    private RecordWriter() {}

    /**
     * The record.
     *
     * @param engine the version that decided
     * @param request as it was asked
     * @param isUnread whether the customer could not be read
     * @param answer as it was given
     */
    static byte[] write(
            String engine, UUID id, JsonNode request, Decision decision, State state, boolean isUnread, byte[] answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("v", VERSION);
            json.writeStringField("engine", engine);
            json.writeStringField("id", id.toString());
            json.writeStringField("release", decision.release());
            json.writeStringField("at", decision.snapshot().at().toString());
            if (decision.seed() != null) {
                json.writeStringField("seed", HexFormat.of().toHexDigits(decision.seed()));
            }
            json.writeFieldName("request");
            json.writeTree(request);
            snapshot(json, decision.snapshot());
            json.writeObjectFieldStart("state");
            texts(json, "pausedOffers", state.paused().ids(BrakeKind.OFFER));
            texts(json, "pausedCampaigns", state.paused().ids(BrakeKind.CAMPAIGN));
            if (state.rates().number() > 0) {
                json.writeNumberField("rates", state.rates().number());
            }
            refused(json, decision.refused());
            assignment(json, decision);
            if (isUnread) {
                json.writeBooleanField("unread", true);
            }
            json.writeEndObject();
            candidates(json, decision.candidates());
            texts(json, "fired", decision.fired());
            json.writeFieldName("answer");
            json.writeRawValue(new String(answer, StandardCharsets.UTF_8));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void snapshot(JsonGenerator json, Snapshot snapshot) throws IOException {
        json.writeObjectFieldStart("snapshot");
        json.writeNumberField("key", snapshot.key());
        json.writeStringField("zone", snapshot.zone().getId());
        json.writeStringField("language", snapshot.language());
        json.writeObjectFieldStart("facts");
        for (var fact : snapshot.customer().known().entrySet()) {
            json.writeFieldName(fact.getKey());
            value(json, fact.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("consents");
        for (Consent consent : snapshot.consents()) {
            json.writeStartArray();
            json.writeString(consent.purpose());
            json.writeString(consent.channel());
            json.writeBoolean(consent.granted());
            json.writeString(consent.at().toString());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("stages");
        for (StageSpell spell : snapshot.stages()) {
            json.writeStartArray();
            json.writeString(spell.stage());
            json.writeString(spell.since().toString());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Set<?> choices) {
            json.writeStartArray();
            for (Object choice : choices) {
                json.writeString(choice.toString());
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString()); // texts, dates and times
        }
    }

    private static void candidates(JsonGenerator json, List<Candidate> candidates) throws IOException {
        json.writeArrayFieldStart("candidates");
        for (Candidate candidate : candidates) {
            json.writeStartArray();
            json.writeString(candidate.treatment().placement());
            json.writeString(candidate.offer().id());
            if (!candidate.treatment().variant().isEmpty()) {
                json.writeString(candidate.treatment().variant());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** What could not be held, in the order in which it was asked for, and why, in no language: a replay says it in the one of its answer. */
    private static void refused(JsonGenerator json, List<Verdict> refused) throws IOException {
        if (refused.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("refused");
        for (Verdict verdict : refused) {
            Treatment treatment = verdict.candidate().treatment();
            Objection because = verdict.because().get(0);
            json.writeStartArray();
            json.writeString(treatment.placement());
            json.writeString(verdict.candidate().offer().id());
            json.writeString(treatment.variant());
            json.writeString(because.code());
            if (because instanceof Objection.Own own) {
                json.writeString(own.key());
                arguments(json, new TreeMap<>(own.arguments()));
            } else {
                json.writeString(((Objection.Written) because).sentence());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void assignment(JsonGenerator json, Decision decision) throws IOException {
        Assignment assignment = decision.snapshot().assignment();
        if (assignment.heldOut()) {
            json.writeBooleanField("heldOut", true);
        }
        if (!assignment.arms().isEmpty()) {
            json.writeObjectFieldStart("arms");
            for (var arm : assignment.arms().entrySet()) {
                json.writeStringField(arm.getKey(), arm.getValue());
            }
            json.writeEndObject();
        }
        if (!decision.drawnBy().equals(decision.release())) {
            json.writeStringField("drawnBy", decision.drawnBy());
        }
    }

    private static void arguments(JsonGenerator json, SortedMap<String, Object> arguments) throws IOException {
        json.writeStartObject();
        for (var argument : arguments.entrySet()) {
            json.writeFieldName(argument.getKey());
            value(json, argument.getValue());
        }
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
