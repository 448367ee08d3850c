package org.opportune.imports;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.Mapping.MappedValue;

/** Where a value comes from: a cell, a constant, or all lines of an event together. */
sealed interface Term {
    /**
     * One column's cell.
     *
     * @param last take the last line that knows it, not the first
     */
    record Cell(
            String column,
            boolean last,
            boolean negated,
            @Nullable Currency currency) implements Term {}

    /** The same for every event. */
    record Constant(String text, @Nullable Currency currency) implements Term {}

    /** Over all lines, the sum of the product of the columns. */
    record Sum(
            List<String> columns, boolean negated, @Nullable Currency currency) implements Term {
        BigDecimal over(List<Cells> lines) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Cells line : lines) {
                BigDecimal product = BigDecimal.ONE;
                for (String column : columns) {
                    product = product.multiply(line.number(column));
                }
                sum = sum.add(product);
            }
            return negated ? sum.negate() : sum;
        }
    }

    /** How many lines the event has. */
    record Count() implements Term {}

    /** One item for each line. */
    record Items(Map<String, MappedValue> fields) implements Term {}

    /** The currency of an amount: always the same, or what a column says. */
    record Currency(@Nullable String code, @Nullable String column) {}
}
