package org.opportune.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;

/** Says what is wrong with a JSON text in the words of the person who sent it: where, what was expected, what stands there. */
final class JsonMistakes {
    private JsonMistakes() {}

    /** Reads the text once more, which costs only those who sent a wrong one, to find the place that binding does not tell. */
    static Problem problem(String text, JsonProcessingException mistake) {
        Problem said = own(mistake);
        if (said != null) {
            return said;
        }
        Finding syntax = syntax(text);
        if (syntax != null) {
            return Problem.invalid(List.of(syntax));
        }
        String pointer = mistake instanceof JsonMappingException mapping ? pointer(mapping) : "";
        return Problem.invalid(pointer, meaning(text, pointer, mistake));
    }

    /** A problem that a record's constructor raised, its pointers made those of the whole body. */
    private static @Nullable Problem own(JsonProcessingException mistake) {
        if (!(mistake instanceof JsonMappingException mapping) || !(mistake.getCause() instanceof Problem inner)) {
            return null;
        }
        String parent = pointer(mapping);
        List<Finding> findings = inner.findings().stream()
                .map(finding ->
                        Finding.at(parent + Objects.requireNonNullElse(finding.pointer(), ""), finding.message()))
                .toList();
        return findings.isEmpty() ? inner : Problem.invalid(findings);
    }

    /** Refuses numbers whose exponents are beyond what decimals hold: the parser takes them and only their reader finds out. */
    static void refuseNumbers(String text) {
        Findings beyond = new Findings();
        try (JsonParser parser = Json.MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && !isDecimal(parser.getText())) {
                    beyond.at(
                            parser.getParsingContext().pathAsPointer().toString(),
                            "the number " + Nearest.shorten(parser.getText()) + " is beyond all bounds");
                }
            }
        } catch (IOException e) {
            return; // it is no JSON, which is told first
        }
        beyond.refuseRequest();
    }

    private static boolean isDecimal(String number) {
        try {
            return !new BigDecimal(number).toString().isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static @Nullable Finding syntax(String text) {
        try (JsonParser parser = Json.MAPPER.createParser(text)) {
            try {
                int depth = 0;
                while (parser.nextToken() != null) {
                    if (parser.currentToken().isStructStart()) {
                        depth++;
                    } else if (parser.currentToken().isStructEnd()) {
                        depth--;
                    }
                    if (depth == 0 && parser.nextToken() != null) {
                        return here(parser, "text after the end of the JSON value; send one value");
                    }
                }
            } catch (JsonProcessingException e) {
                return here(parser, words(e));
            }
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory is always readable", e);
        }
        return null;
    }

    private static Finding here(JsonParser parser, String message) {
        JsonLocation place = parser.currentLocation();
        return new Finding(
                null,
                parser.getParsingContext().pathAsPointer().toString(),
                null,
                place.getLineNr(),
                place.getColumnNr(),
                null,
                message);
    }

    private static String words(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "too deep, too long or too big: "
                    + e.getOriginalMessage().replaceAll(", from `[^`]*`", "").replaceAll("[()]", "");
        }
        if (e instanceof JsonEOFException) {
            return "not JSON: the text ends too early";
        }
        String original = e.getOriginalMessage();
        if (original.contains("Non-standard token")) {
            return "not JSON: NaN and infinities are no numbers; send null or leave the field out";
        }
        int advice = original.indexOf(": enable ");
        return "not JSON: " + (advice > 0 ? original.substring(0, advice) : original).replaceAll("\\s+", " ");
    }

    private static String meaning(String text, String pointer, JsonProcessingException mistake) {
        if (mistake instanceof UnrecognizedPropertyException unknown) {
            return Nearest.unknown("field", unknown.getPropertyName(), known(unknown));
        }
        if (mistake instanceof ValueInstantiationException value && value.getCause() != null) {
            return Nearest.shorten(String.valueOf(value.getCause().getMessage()));
        }
        Class<?> target = target(mistake);
        if (target != null) {
            return "expected " + expected(Json.MAPPER.constructType(target)) + ", got " + Json.kind(at(text, pointer));
        }
        return Nearest.shorten(mistake.getOriginalMessage());
    }

    private static @Nullable Class<?> target(JsonProcessingException mistake) {
        if (mistake.getCause() instanceof InputCoercionException outOfRange) {
            return outOfRange.getTargetType();
        }
        return mistake instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    }

    private static List<String> known(UnrecognizedPropertyException unknown) {
        Collection<Object> ids = unknown.getKnownPropertyIds();
        return ids == null ? List.of() : ids.stream().map(String::valueOf).toList();
    }

    private static JsonNode at(String text, String pointer) {
        try {
            return Json.MAPPER.readTree(text).at(pointer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is no JSON was refused before", e);
        }
    }

    /** What a Java type is called in a request. */
    static String expected(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (raw.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(raw.getEnumConstants())
                                    .map(JsonMistakes::name)
                                    .toList());
        }
        if (type.isCollectionLikeType() || raw.isArray()) {
            return "a list";
        }
        return Optional.ofNullable(NAMES.get(raw)).orElse("an object");
    }

    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(String.class, "a text"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(int.class, "a whole number of at most 32 bits"),
            Map.entry(Integer.class, "a whole number of at most 32 bits"),
            Map.entry(long.class, "a whole number"),
            Map.entry(Long.class, "a whole number"),
            Map.entry(double.class, "a number"),
            Map.entry(Double.class, "a number"),
            Map.entry(BigDecimal.class, "a number"),
            Map.entry(Instant.class, "a date and time as 2026-03-01T10:15:00Z"),
            Map.entry(java.time.OffsetDateTime.class, "a date and time as 2026-03-01T10:15:00Z"),
            Map.entry(LocalDate.class, "a date as 2026-03-01"),
            Map.entry(ZoneId.class, "a time zone as Europe/Helsinki"),
            Map.entry(java.util.UUID.class, "a UUID"));

    private static String name(Object constant) {
        return Json.MAPPER.valueToTree(constant).asText();
    }

    private static String pointer(JsonMappingException mistake) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : mistake.getPath()) {
            String part = step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName();
            pointer.append(Json.pointer("", Nearest.shorten(part)));
        }
        return pointer.toString();
    }
}
