package org.opportune.webhooks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Hashes;
import org.opportune.ledger.DecisionIds;
import org.opportune.outcomes.StoredOutcome;
import org.opportune.profile.StageChange;

/**
 * Something that happened and may be sent.
 *
 * @param id the same however often it is shipped, and whichever server sends it
 * @param subject the offer, or the stage that was entered
 * @param customer whose it is, as the ledger says
 * @param decision null of a stage
 * @param offer null of a stage, as are campaign and channel
 * @param from the stage that was left; null of an outcome, and when there was none
 * @param to null of an outcome
 * @param data without names of the customer
 */
record Occurrence(
        UUID id,
        EventType type,
        String subject,
        Instant at,
        long customer,
        @Nullable UUID decision,
        @Nullable String offer,
        @Nullable String campaign,
        @Nullable String channel,
        @Nullable String from,
        @Nullable String to,
        ObjectNode data) {

    static Occurrence of(StoredOutcome outcome) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("outcome", outcome.type());
        data.put("decision", outcome.decision().toString());
        data.put("offer", outcome.offer());
        put(data, "campaign", outcome.campaign());
        data.put("placement", outcome.placement());
        data.put("channel", outcome.channel());
        data.put("stage", outcome.stage());
        data.put("release", outcome.release());
        data.put("who", outcome.who());
        put(data, "reason", outcome.reason());
        if (outcome.value() != null) {
            data.putObject("value").put("value", outcome.value()).put("currency", outcome.currency());
        }
        return new Occurrence(
                outcome.id(),
                EventType.ofOutcome(outcome.type()),
                outcome.offer(),
                outcome.at(),
                outcome.customer(),
                outcome.decision(),
                outcome.offer(),
                outcome.campaign(),
                outcome.channel(),
                null,
                null,
                data);
    }

    static Occurrence of(StageChange change) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        put(data, "from", change.from());
        data.put("to", change.to());
        data.put("release", change.release());
        return new Occurrence(
                name(change),
                EventType.STAGE,
                change.to(),
                change.at(),
                change.customer(),
                null,
                null,
                null,
                null,
                change.from(),
                change.to(),
                data);
    }

    /** What names the row of the stage names the event. */
    private static UUID name(StageChange change) {
        byte[] kind = "stage".getBytes(StandardCharsets.US_ASCII);
        byte[] all = ByteBuffer.allocate(kind.length + 2 * Long.BYTES)
                .put(kind)
                .putLong(change.customer())
                .putLong(change.at().toEpochMilli())
                .array();
        return DecisionIds.of(Hashes.sha256(all)); // its first half
    }

    private static void put(ObjectNode data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
