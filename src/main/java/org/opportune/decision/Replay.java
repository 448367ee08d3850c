package org.opportune.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;

/**
 * A decision that was made again from its record.
 *
 * @param release by which
 * @param recordedBy the engine's version that made the decision
 * @param engine the version that made it again
 * @param identical whether the record came out the same, byte by byte
 * @param differences where the two differ, as JSON pointers into the record; at most 100
 * @param notRecorded what this release may ask of a customer that was not recorded then, so that it is unknown here
 * @param answer what it would have said
 */
public record Replay(
        String decision,
        String release,
        String recordedBy,
        String engine,
        boolean identical,
        List<String> differences,
        List<String> notRecorded,
        @Schema(implementation = DecisionAnswer.class) JsonNode answer) {
    private static final int MOST_DIFFERENCES = 100;

    /** Makes it again by the release that made it, or by another. */
    static Replay of(byte[] bytes, String release, String engine, PastDeciders deciders, PastRates rates) {
        RecordReader record = new RecordReader(bytes);
        State state = record.state(rates);
        NavigableSet<String> unknown = new TreeSet<>();
        if (!release.equals(record.release())) {
            unknown.addAll(record.with(deciders, release, Replay::facts));
            unknown.removeAll(record.with(deciders, Replay::facts));
        }
        return record.with(deciders, release, decider -> of(bytes, record, decider, state, engine, unknown));
    }

    private static NavigableSet<String> facts(Decider decider) {
        return new TreeSet<>(decider.rulebook().facts().customer().names());
    }

    private static Replay of(
            byte[] bytes,
            RecordReader record,
            Decider decider,
            State state,
            String engine,
            NavigableSet<String> unknown) {
        Decision decision = decide(record, decider, state);
        DecisionAnswer said = DecisionAnswer.of(record.id().toString(), Mode.LIVE, decider.rulebook(), decision);
        byte[] answer = Json.bytes(record.isUnread() ? said.ofUnread() : said);
        byte[] again = RecordWriter.write(
                record.engine(), record.id(), record.request(), decision, state, record.isUnread(), answer);
        JsonNode made = new RecordReader(again).json();
        List<String> differences = new ArrayList<>();
        compare("", record.json(), made, differences);
        return new Replay(
                record.id().toString(),
                decider.rulebook().hash(),
                record.engine(),
                engine,
                Arrays.equals(bytes, again),
                differences,
                List.copyOf(unknown),
                made.path("answer"));
    }

    static Decision decide(RecordReader record, Decider decider, State state) {
        return decider.flow()
                .decide(
                        request(record, decider),
                        record.snapshot(decider.rulebook().facts().customer()),
                        state,
                        record.holds(),
                        record.seed());
    }

    /** What was asked. Throws a 409 problem when the release does not understand it. */
    static DecisionRequest request(RecordReader record, Decider decider) {
        try {
            return new DecisionRequestReader(decider.rulebook()).read(record.request());
        } catch (Problem e) {
            throw new Problem(
                    409,
                    "not-replayable",
                    "Cannot be made again by this release",
                    "The release does not understand the request: " + e.detail(),
                    e.findings());
        }
    }

    private static void compare(String pointer, JsonNode before, JsonNode after, List<String> differences) {
        if (differences.size() >= MOST_DIFFERENCES || before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            NavigableSet<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(
                    name -> compare(Json.pointer(pointer, name), before.path(name), after.path(name), differences));
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(pointer + "/" + i, before.get(i), after.get(i), differences);
            }
        } else {
            differences.add(pointer);
        }
    }
}
