package org.opportune.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.Mapping.EventPattern;
import org.opportune.imports.Mapping.MappedValue;
import org.opportune.imports.Term.Currency;
import org.opportune.profile.Identity;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Type;
import org.opportune.vocabulary.ValueReader;

/** Puts cells into the JSON shapes in which the API takes events and customers. */
final class Shapes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Mapping mapping;

    Shapes(Mapping mapping) {
        this.mapping = mapping;
    }

    ObjectNode event(EventPattern pattern, String id, Map<String, String> identities, List<Cells> lines) {
        ObjectNode event = JSON.objectNode();
        event.put("source", mapping.name());
        event.put("id", id);
        event.set("customer", identities(identities));
        event.put("type", pattern.type());
        String at = lines.get(0).text(pattern.at());
        event.put("at", at == null ? null : instant(at));
        event.set("properties", values(pattern.properties(), lines));
        return event;
    }

    ObjectNode customer(Map<String, String> identities, Cells line) {
        ObjectNode customer = JSON.objectNode();
        customer.set("identities", identities(identities));
        customer.set("attributes", values(mapping.customer().attributes(), List.of(line)));
        return customer;
    }

    private static ArrayNode identities(Map<String, String> identities) {
        ArrayNode list = JSON.arrayNode();
        for (String namespace : Identity.NAMESPACES) {
            String id = identities.get(namespace);
            if (id != null) {
                list.addObject().put("namespace", namespace).put("id", id);
            }
        }
        return list;
    }

    /** What is unknown is left out: a file that says nothing of an attribute does not forget it. */
    private ObjectNode values(Map<String, MappedValue> mapped, List<Cells> lines) {
        ObjectNode values = JSON.objectNode();
        mapped.forEach((name, value) -> {
            JsonNode json = value(value, lines);
            if (json != null) {
                values.set(name, json);
            }
        });
        return values;
    }

    private @Nullable JsonNode value(MappedValue mapped, List<Cells> lines) {
        Term term = mapped.term();
        Property property = mapped.property();
        if (term instanceof Term.Cell cell) {
            return cell(property, cell, lines);
        }
        if (term instanceof Term.Sum sum) {
            return money(JSON.numberNode(sum.over(lines)), sum.currency(), lines);
        }
        if (term instanceof Term.Constant constant) {
            return money(ValueReader.cell(property, constant.text()), constant.currency(), lines);
        }
        if (term instanceof Term.Items items) {
            ArrayNode list = JSON.arrayNode();
            lines.forEach(line -> list.add(values(items.fields(), List.of(line))));
            return list;
        }
        return JSON.numberNode(lines.size());
    }

    private @Nullable JsonNode cell(Property property, Term.Cell cell, List<Cells> lines) {
        String text = null;
        for (Cells line : lines) {
            String here = line.text(cell.column());
            if (here != null && (text == null || cell.last())) {
                text = here;
            }
        }
        if (text == null) {
            return null;
        }
        String written = cell.negated() ? new BigDecimal(text).negate().toPlainString() : text;
        return money(ValueReader.cell(property, inTypeOf(property, cell.column(), written)), cell.currency(), lines);
    }

    private String inTypeOf(Property property, String column, String text) {
        ColumnFormat.Kind kind = mapping.format(column).kind();
        if (property.type() == Type.DATE && kind == ColumnFormat.Kind.TIME) {
            return Instant.parse(text).atZone(mapping.zone()).toLocalDate().toString();
        }
        return property.type() == Type.DATE_TIME ? instant(text) : text;
    }

    /** A day as the instant at which it begins; anything else as it stands. */
    private String instant(String text) {
        return text.length() == 10 && text.charAt(4) == '-'
                ? LocalDate.parse(text).atStartOfDay(mapping.zone()).toInstant().toString()
                : text;
    }

    private static JsonNode money(JsonNode amount, @Nullable Currency currency, List<Cells> lines) {
        if (currency == null) {
            return amount;
        }
        ObjectNode money = JSON.objectNode();
        money.set("value", amount);
        money.put(
                "currency",
                currency.column() == null ? currency.code() : lines.get(0).text(currency.column()));
        return money;
    }
}
