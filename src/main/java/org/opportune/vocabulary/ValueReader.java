package org.opportune.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Nearest;

/**
 * Reads a value of the vocabulary from JSON, or says what is wrong with it. What it gives, by type: {@code String} (text, choice), {@code Integer},
 * {@code BigDecimal} (number), {@link Money}, {@code Boolean}, {@code LocalDate}, {@code LocalDateTime} in UTC, a sorted {@code Set<String>} (choices), and a list of maps (items).
 */
public final class ValueReader {
    /** The longest text that an attribute or a property may hold. */
    public static final int LONGEST_TEXT = 1_000;

    private static final Set<String> MONEY = Set.of("value", "currency");
    private static final int MOST_ITEMS = 2_000;

    private final Rates rates;

    public ValueReader(Rates rates) {
        this.rates = rates;
    }

    /** Null with a finding when it cannot be read; null without one when the value is JSON's null. */
    public @Nullable Object read(Property property, JsonNode value, String pointer, Findings findings) {
        if (value.isNull()) {
            return null;
        }
        Object read = readType(property, value, pointer, findings);
        String broken = read == null ? null : property.bounds().broken(property.name(), read);
        if (broken != null) {
            findings.at(pointer, broken);
            return null;
        }
        return read;
    }

    private @Nullable Object readType(Property property, JsonNode value, String pointer, Findings findings) {
        try {
            return switch (property.type()) {
                case TEXT -> text(value);
                case INTEGER -> integer(value);
                case NUMBER -> number(value);
                case MONEY -> money(value);
                case BOOLEAN -> flag(value);
                case DATE -> date(value);
                case DATE_TIME -> dateTime(value);
                case CHOICE -> choice(property, value);
                case CHOICES -> choices(property, value);
                case ITEMS -> items(property, value, pointer, findings);
            };
        } catch (Unreadable e) {
            findings.at(pointer, property.name() + ": " + e.getMessage());
            return null;
        }
    }

    /** Reads every property of a map, refusing unknown names; what is null is left out. */
    public Map<String, Object> readAll(
            String kind, Map<String, Property> known, JsonNode values, String pointer, Findings findings) {
        Map<String, Object> read = new LinkedHashMap<>();
        if (!values.isObject()) {
            findings.at(pointer, "expected an object, found " + Json.kind(values));
            return read;
        }
        values.properties().forEach(entry -> {
            String name = entry.getKey();
            String place = Json.pointer(pointer, name);
            Property property = known.get(name);
            if (property == null) {
                findings.at(place, Nearest.unknown(kind, name, known.keySet()));
                return;
            }
            Object value = read(property, entry.getValue(), place, findings);
            if (value != null) {
                read.put(name, value);
            }
        });
        return read;
    }

    /** A cell of a table as the JSON that {@link #read} takes: the table's empty cell is null, choices are separated by {@code |}. */
    public static JsonNode cell(Property property, String cell) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (cell.isEmpty()) {
            return json.nullNode();
        }
        return switch (property.type()) {
            case INTEGER, NUMBER, MONEY -> {
                try {
                    yield cell.length() > 100 ? json.textNode(cell) : json.numberNode(new BigDecimal(cell.strip()));
                } catch (NumberFormatException e) {
                    yield json.textNode(cell);
                }
            }
            case BOOLEAN ->
                cell.equals("true") || cell.equals("false")
                        ? json.booleanNode(cell.equals("true"))
                        : json.textNode(cell);
            case CHOICES -> {
                var list = json.arrayNode();
                for (String choice : cell.split("\\|", -1)) {
                    list.add(choice.strip());
                }
                yield list;
            }
            default -> json.textNode(cell);
        };
    }

    /** What was read as a fact holds it; money is converted with {@link Rates} instead. */
    public static Object fact(Object value) {
        return value instanceof BigDecimal number ? (Object) number.doubleValue() : value;
    }

    /** What was read, as JSON that reads back to the same. */
    public static JsonNode write(Object value) {
        if (value instanceof Money money && money.currency() != null) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("value", money.value());
            node.put("currency", money.currency());
            return node;
        }
        if (value instanceof Money money) {
            return JsonNodeFactory.instance.numberNode(money.value());
        }
        if (value instanceof LocalDateTime time) {
            return JsonNodeFactory.instance.textNode(
                    time.toInstant(ZoneOffset.UTC).toString());
        }
        if (value instanceof List<?> items) {
            var list = JsonNodeFactory.instance.arrayNode();
            for (Object item : items) {
                ObjectNode node = list.addObject();
                ((Map<?, ?>) item).forEach((name, field) -> node.set(String.valueOf(name), write(field)));
            }
            return list;
        }
        return Json.MAPPER.valueToTree(value);
    }

    private static String text(JsonNode value) throws Unreadable {
        if (!value.isTextual()) {
            throw new Unreadable("expected a text, found " + Json.kind(value));
        }
        String text = value.textValue();
        if (text.length() > LONGEST_TEXT) {
            throw new Unreadable(
                    "the text has " + text.length() + " characters; at most " + LONGEST_TEXT + " are kept");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
            throw new Unreadable("the text has control characters");
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new Unreadable("the text has half of a character (an unpaired surrogate)");
        }
        return text;
    }

    private static Integer integer(JsonNode value) throws Unreadable {
        if (!value.isNumber() || !Rates.isInBounds(value.decimalValue())) {
            throw new Unreadable("expected a whole number of 32 bits, found " + Json.kind(value));
        }
        try {
            return value.decimalValue().intValueExact();
        } catch (ArithmeticException e) {
            throw new Unreadable("expected a whole number of 32 bits, found " + Json.kind(value));
        }
    }

    private static BigDecimal number(JsonNode value) throws Unreadable {
        if (!value.isNumber()) {
            throw new Unreadable("expected a number, found " + Json.kind(value));
        }
        BigDecimal number = value.decimalValue();
        if (number.precision() > 40 || Math.abs(number.scale()) > 40 || !Rates.isInBounds(number)) {
            throw new Unreadable("the number is out of bounds: at most 10^12, and 40 digits");
        }
        return number;
    }

    private Money money(JsonNode value) throws Unreadable {
        if (!value.isObject()) {
            return new Money(number(value), null);
        }
        for (String name : (Iterable<String>) value::fieldNames) {
            if (!MONEY.contains(name)) {
                throw new Unreadable(Nearest.unknown("name", name, MONEY));
            }
        }
        JsonNode amount = value.get("value");
        JsonNode currency = value.get("currency");
        if (amount == null || currency == null || !currency.isTextual()) {
            throw new Unreadable("money is a number, or {\"value\": 12.5, \"currency\": \"" + rates.base() + "\"}");
        }
        if (!rates.knows(currency.textValue())) {
            throw new Unreadable(Nearest.unknown("currency", currency.textValue(), rates.currencies())
                    + "; the rulebook's rates do not have it");
        }
        return new Money(number(amount), currency.textValue());
    }

    private static Boolean flag(JsonNode value) throws Unreadable {
        if (!value.isBoolean()) {
            throw new Unreadable("expected true or false, found " + Json.kind(value));
        }
        return value.booleanValue();
    }

    private static LocalDate date(JsonNode value) throws Unreadable {
        try {
            LocalDate date = LocalDate.parse(value.isTextual() ? value.textValue() : "");
            if (date.getYear() >= 1800 && date.getYear() <= 2200) {
                return date;
            }
        } catch (DateTimeException e) {
            // said below, with the form that is expected
        }
        throw new Unreadable("expected a date such as 2026-03-01, from 1800 to 2200, found " + Json.kind(value));
    }

    private static LocalDateTime dateTime(JsonNode value) throws Unreadable {
        try {
            OffsetDateTime time = OffsetDateTime.parse(value.isTextual() ? value.textValue() : "");
            if (time.getYear() >= 1800 && time.getYear() <= 2200) {
                return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            }
        } catch (DateTimeException e) {
            // said below, with the form that is expected
        }
        throw new Unreadable("expected a time with an offset such as 2026-03-01T10:15:00Z, from 1800 to 2200, found "
                + Json.kind(value));
    }

    private static String choice(Property property, JsonNode value) throws Unreadable {
        if (!value.isTextual()) {
            throw new Unreadable("expected a choice, found " + Json.kind(value));
        }
        if (!property.choices().containsKey(value.textValue())) {
            throw new Unreadable(Property.unknownChoice("choice", value.textValue(), property.choices()));
        }
        return value.textValue();
    }

    private static SortedSet<String> choices(Property property, JsonNode value) throws Unreadable {
        if (!value.isArray()) {
            throw new Unreadable("expected a list of choices, found " + Json.kind(value));
        }
        SortedSet<String> choices = new TreeSet<>();
        for (JsonNode choice : value) {
            choices.add(choice(property, choice));
        }
        return choices;
    }

    private List<Map<String, Object>> items(Property property, JsonNode value, String pointer, Findings findings)
            throws Unreadable {
        if (!value.isArray()) {
            throw new Unreadable("expected a list of items, found " + Json.kind(value));
        }
        if (value.size() > MOST_ITEMS) {
            throw new Unreadable(value.size() + " items; at most " + MOST_ITEMS + " are kept");
        }
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            items.add(readAll("field", property.fields(), value.get(i), pointer + "/" + i, findings));
        }
        return items;
    }

    private static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message, null, false, false);
        }
    }
}
