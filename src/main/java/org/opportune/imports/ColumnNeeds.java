package org.opportune.imports;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.Mapping.MappedValue;

/**
 * Which columns terms read.
 *
 * @param all every one of them
 * @param numbers those that hold numbers to reckon with
 * @param filled those that may not be empty: without one of them the value would be wrong, not unknown
 */
record ColumnNeeds(Set<String> all, Set<String> numbers, Set<String> filled) {
    static ColumnNeeds of(String at, Collection<MappedValue> values) {
        ColumnNeeds needs = of(values);
        needs.all.add(at);
        needs.filled.add(at);
        return needs;
    }

    static ColumnNeeds of(Collection<MappedValue> values) {
        ColumnNeeds needs = new ColumnNeeds(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        values.forEach(value -> needs.add(value.term()));
        return needs;
    }

    private void add(Term term) {
        if (term instanceof Term.Cell cell) {
            all.add(cell.column());
            if (cell.negated()) {
                numbers.add(cell.column());
            }
            add(cell.currency());
        } else if (term instanceof Term.Sum sum) {
            all.addAll(sum.columns());
            numbers.addAll(sum.columns());
            filled.addAll(sum.columns());
            add(sum.currency());
        } else if (term instanceof Term.Constant constant) {
            add(constant.currency());
        } else if (term instanceof Term.Items items) {
            items.fields().values().forEach(field -> add(field.term()));
        }
    }

    private void add(Term.@Nullable Currency currency) {
        if (currency != null && currency.column() != null) {
            all.add(currency.column());
            filled.add(currency.column());
        }
    }
}
