package org.opportune.rulebook;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Canonical;
import org.opportune.model.Fact;
import org.opportune.model.Row;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Type;

/**
 * The columns of a step's row: every property of its facts, and the form in which the engine compares it (see {@link Canonical}).
 *
 * @param offer where the columns of the offer begin, which are the last
 */
record RowShape(List<Column> columns, int offer) {

    /**
     * A property of the row.
     *
     * @param index of the property in the values of its fact
     * @param type the class that the engine sees
     */
    record Column(Fact fact, int index, String name, Class<?> type) {}

    static RowShape of(Step step, Facts facts) {
        List<Column> columns = new ArrayList<>();
        int offer = 0;
        for (Fact fact : Fact.values()) {
            if (fact == Fact.OFFER) {
                offer = columns.size();
            }
            if (step.facts().contains(fact.word())) {
                FactShape shape = shape(fact, facts);
                for (FactProperty property : shape.properties()) {
                    if (property.type() != Type.ITEMS) {
                        columns.add(new Column(
                                fact,
                                shape.index(property.name()),
                                Canonical.property(fact, property.name()),
                                engine(property.type())));
                    }
                }
            }
        }
        return new RowShape(List.copyOf(columns), offer);
    }

    private static FactShape shape(Fact fact, Facts facts) {
        return switch (fact) {
            case CUSTOMER -> facts.customer();
            case CONTEXT -> facts.context();
            case CLASSIFICATION -> facts.classification();
            case OFFER -> facts.offer();
        };
    }

    private static Class<?> engine(Type type) {
        return switch (type) {
            case INTEGER, NUMBER, MONEY, DATE -> Double.class;
            case DATE_TIME -> Long.class;
            case BOOLEAN -> Boolean.class;
            case CHOICES -> Set.class;
            default -> String.class;
        };
    }

    /** The values of a row in the order of the columns. */
    @Nullable
    Object[] values(Row row) {
        return fill(new Object[columns.size()], 0, row);
    }

    /** The values of a row that has another offer than one whose values are given. */
    @Nullable
    Object[] values(@Nullable Object[] others, Row row) {
        return fill(others.clone(), offer, row);
    }

    private @Nullable Object[] fill(@Nullable Object[] values, int from, Row row) {
        for (int i = from; i < values.length; i++) {
            Column column = columns.get(i);
            FactValues fact = row.fact(column.fact());
            values[i] = fact == null ? null : engine(fact.array()[column.index()]);
        }
        return values;
    }

    private static @Nullable Object engine(@Nullable Object value) {
        if (value instanceof Integer number) {
            return number.doubleValue();
        } else if (value instanceof LocalDate day) {
            return Canonical.day(day);
        } else if (value instanceof LocalDateTime time) {
            return Canonical.micros(time);
        } else if (value instanceof Double number) {
            return number + 0.0; // there is one zero
        }
        return value;
    }
}
