package org.opportune.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.Mapping.MappedValue;
import org.opportune.imports.Term.Currency;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Type;

/** Reads where values come from: a column's name, or a map that says more. */
final class TermReader {
    private static final Set<String> SOURCES = Set.of("column", "first", "last", "value", "sum", "count");
    private static final Set<String> NAMES =
            Set.of("column", "first", "last", "value", "sum", "count", "negated", "currency");
    private static final Set<Type> NUMBERS = Set.of(Type.INTEGER, Type.NUMBER, Type.MONEY);

    private final ColumnUses uses;

    TermReader(ColumnUses uses) {
        this.uses = uses;
    }

    /** A value for each name of the map; unknown names are findings. */
    Map<String, MappedValue> values(String kind, Map<String, Property> known, YamlNode node, boolean manyLines) {
        Map<String, MappedValue> values = new LinkedHashMap<>();
        node.entries().forEach((name, value) -> {
            Property property = known.get(name);
            if (property == null) {
                value.fail(Nearest.unknown(kind, name, known.keySet()));
            } else if (property.type() == Type.ITEMS) {
                values.put(
                        name,
                        new MappedValue(property, new Term.Items(values("field", property.fields(), value, false))));
            } else {
                Term term = term(property, value, manyLines);
                if (term != null) {
                    values.put(name, new MappedValue(property, term));
                }
            }
        });
        return values;
    }

    private @Nullable Term term(Property property, YamlNode node, boolean manyLines) {
        if (!node.isMap()) {
            return new Term.Cell(uses.of(node), false, false, null);
        }
        Map<String, YamlNode> said = node.entries(NAMES);
        List<String> sources = said.keySet().stream().filter(SOURCES::contains).toList();
        if (sources.size() != 1) {
            node.fail("say where '" + property.name()
                    + "' comes from with one of column, first, last, value, sum, count");
            return null;
        }
        String source = sources.get(0);
        YamlNode of = node.required(source);
        boolean negated = node.get("negated").map(YamlNode::flag).orElse(false);
        if ((negated || source.equals("sum") || source.equals("count")) && !NUMBERS.contains(property.type())) {
            node.fail("'" + property.name() + "' is a " + property.type().word() + ", not a number");
        }
        if (!manyLines && Set.of("first", "last", "count").contains(source)) {
            of.fail("'" + source + "' looks over several lines; say 'groupBy' of the event, or use 'column'");
        }
        Currency currency =
                node.get("currency").map(money -> currency(property, money)).orElse(null);
        return switch (source) {
            case "value" -> new Term.Constant(of.text(), currency);
            case "sum" ->
                new Term.Sum(
                        of.isList() ? of.items().stream().map(uses::of).toList() : List.of(uses.of(of)),
                        negated,
                        currency);
            case "count" -> {
                if (!of.text().equals("lines")) {
                    of.fail("only lines are counted; write {count: lines}");
                }
                yield new Term.Count();
            }
            default -> new Term.Cell(uses.of(of), source.equals("last"), negated, currency);
        };
    }

    private Currency currency(Property property, YamlNode node) {
        if (property.type() != Type.MONEY) {
            node.fail("'" + property.name() + "' is a " + property.type().word() + ", not money");
        }
        if (node.isMap()) {
            node.entries(Set.of("column"));
            return new Currency(null, uses.of(node.required("column")));
        }
        return new Currency(node.text(), null);
    }
}
