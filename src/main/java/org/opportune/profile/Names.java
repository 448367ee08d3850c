package org.opportune.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Nearest;

/** Reads the fields that events and customers share: short names, instants, and nothing that is not known. */
public final class Names {
    private Names() {}

    /** A text of 1 to 200 characters without control characters; null with a finding when it is something else. */
    public static @Nullable String name(@Nullable JsonNode node, String field, String pointer, Findings findings) {
        if (node == null || node.isNull()) {
            findings.at(pointer, "'" + field + "' is missing");
        } else if (!node.isTextual()) {
            findings.at(pointer, field + ": expected a text, found " + Json.kind(node));
        } else {
            String problem = problem(node.textValue().strip());
            if (problem == null) {
                return node.textValue().strip();
            }
            findings.at(pointer, field + ": " + problem);
        }
        return null;
    }

    private static @Nullable String problem(String name) {
        if (name.isEmpty()) {
            return "it is empty";
        }
        if (name.length() > Identity.LONGEST_ID) {
            return "it has " + name.length() + " characters; at most " + Identity.LONGEST_ID + " are kept";
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            return "it has control characters";
        }
        if (name.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            return "it is not well-formed Unicode";
        }
        return null;
    }

    /** To the millisecond; null with a finding when it cannot be read. */
    public static @Nullable Instant instant(JsonNode node, String field, String pointer, Findings findings) {
        try {
            if (node.isTextual()) {
                return OffsetDateTime.parse(node.textValue()).toInstant().truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeException e) {
            // said below, with the form that is expected
        }
        findings.at(
                pointer,
                field + ": expected a time with an offset such as 2026-03-01T10:15:00Z, found " + Json.kind(node));
        return null;
    }

    /** False with a finding when the node is not an object; a finding for each name that is not known. */
    public static boolean isObject(JsonNode node, Set<String> known, String pointer, Findings findings) {
        if (!node.isObject()) {
            findings.at(pointer, "expected an object, found " + Json.kind(node));
            return false;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                findings.at(Json.pointer(pointer, name), Nearest.unknown("name", name, known));
            }
        });
        return true;
    }
}
