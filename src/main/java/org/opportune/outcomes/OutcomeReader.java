package org.opportune.outcomes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.profile.EventReader;
import org.opportune.profile.Names;
import org.opportune.reservation.Mark;
import org.opportune.vocabulary.Bounds;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.Type;
import org.opportune.vocabulary.ValueReader;

/** Reads one outcome, or says everything that is wrong with it. */
final class OutcomeReader {
    private static final Set<String> FIELDS = Set.of("offer", "type", "id", "at", "reason", "value");
    private static final Pattern REASON = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}");
    private static final Map<String, Mark> TYPES =
            Arrays.stream(Mark.values()).collect(Collectors.toMap(OutcomeReader::word, mark -> mark));
    private static final Property VALUE = new Property(
            "value", Type.MONEY, Label.of("value"), Map.of(), new Bounds(0, null), false, false, null, null, Map.of());

    private final UUID decision;
    private final String who;
    private final ValueReader values;
    private final Instant now;

    OutcomeReader(UUID decision, String who, Rates rates, Instant now) {
        this.decision = decision;
        this.who = who;
        this.values = new ValueReader(rates);
        this.now = now;
    }

    /** Null with findings when it is refused. */
    @Nullable
    Outcome read(JsonNode node, String pointer, Findings findings) {
        Findings own = new Findings();
        Outcome outcome = null;
        if (Names.isObject(node, FIELDS, pointer, own)) {
            String offer = Names.name(node.get("offer"), "offer", pointer + "/offer", own);
            String type = Names.name(node.get("type"), "type", pointer + "/type", own);
            Mark mark = type == null ? null : TYPES.get(type);
            if (type != null && mark == null) {
                own.at(pointer + "/type", Nearest.unknown("type of outcome", type, TYPES.keySet()));
            }
            String id = node.hasNonNull("id") ? Names.name(node.get("id"), "id", pointer + "/id", own) : "";
            Instant at = EventReader.at(node.get("at"), "at", pointer + "/at", now, own);
            String reason = reason(node.get("reason"), pointer + "/reason", own);
            Money value = value(node, mark, pointer, own);
            if (mark != null && offer != null && id != null && at != null && own.isEmpty()) {
                outcome = new Outcome(
                        decision,
                        offer,
                        mark,
                        id,
                        at,
                        now.truncatedTo(ChronoUnit.MILLIS),
                        who,
                        reason,
                        value == null ? null : value.value(),
                        value == null ? null : value.currency(),
                        false,
                        false,
                        false);
            }
        }
        findings.addAll(own);
        return outcome;
    }

    static String word(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String reason(@Nullable JsonNode node, String pointer, Findings findings) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual() || !REASON.matcher(node.textValue()).matches()) {
            findings.at(
                    pointer,
                    "reason: expected a code of up to 60 letters, digits, - and _ such as too-expensive, and no free text, found "
                            + Json.kind(node));
            return null;
        }
        return node.textValue();
    }

    private @Nullable Money value(JsonNode node, @Nullable Mark mark, String pointer, Findings findings) {
        if (!node.hasNonNull("value")) {
            return null;
        }
        if (mark != null && mark != Mark.CONVERSION) {
            findings.at(pointer + "/value", "value: only a conversion has a value");
            return null;
        }
        return (Money) values.read(VALUE, node.get("value"), pointer + "/value", findings);
    }
}
