package org.opportune.imports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opportune.imports.Condition.Kind;
import org.opportune.imports.Condition.Test;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;

/** Reads a {@code when}: {@code {InvoiceNo: {startsWith: C}, Quantity: {below: 0}}}. */
final class ConditionReader {
    private static final Map<String, Kind> KINDS = Map.of(
            "is", Kind.IS,
            "in", Kind.IS,
            "startsWith", Kind.STARTS_WITH,
            "endsWith", Kind.ENDS_WITH,
            "contains", Kind.CONTAINS,
            "empty", Kind.EMPTY,
            "below", Kind.BELOW,
            "atLeast", Kind.AT_LEAST);

    private final ColumnUses uses;
    private final Map<String, ColumnFormat> formats;

    ConditionReader(ColumnUses uses, Map<String, ColumnFormat> formats) {
        this.uses = uses;
        this.formats = formats;
    }

    Condition read(YamlNode node) {
        List<Test> tests = new ArrayList<>();
        node.entries().forEach((column, test) -> {
            uses.named(column, test);
            tests(column, test, false, tests);
        });
        if (tests.isEmpty() && !node.isMissing()) {
            node.fail("name a column and what must hold of it, such as {InvoiceNo: {startsWith: C}}");
        }
        return new Condition(tests);
    }

    private void tests(String column, YamlNode node, boolean negated, List<Test> tests) {
        if (!node.isMap()) {
            tests.add(test(column, Kind.IS, negated, node));
            return;
        }
        node.entries().forEach((word, value) -> {
            Kind kind = KINDS.get(word);
            if (word.equals("not")) {
                tests(column, value, !negated, tests);
            } else if (kind == null) {
                Set<String> known = new LinkedHashSet<>(KINDS.keySet());
                known.add("not");
                value.fail(Nearest.unknown("test", word, known));
            } else {
                tests.add(test(column, kind, negated, value));
            }
        });
    }

    private Test test(String column, Kind kind, boolean negated, YamlNode value) {
        ColumnFormat format = formats.getOrDefault(column, ColumnFormat.PLAIN);
        return switch (kind) {
            case EMPTY -> new Test(column, kind, negated == value.flag(), Set.of(), BigDecimal.ZERO, format);
            case BELOW, AT_LEAST -> new Test(column, kind, negated, Set.of(), number(value), format);
            default ->
                new Test(
                        column,
                        kind,
                        negated,
                        new LinkedHashSet<>(MappingReader.texts(value)),
                        BigDecimal.ZERO,
                        format);
        };
    }

    private static BigDecimal number(YamlNode node) {
        try {
            return ColumnFormat.PLAIN.number(node.text());
        } catch (ColumnFormat.Unreadable e) {
            node.fail("'" + Nearest.shorten(node.text()) + "' is not a number");
            return BigDecimal.ZERO;
        }
    }
}
