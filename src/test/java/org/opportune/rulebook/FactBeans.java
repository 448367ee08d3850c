package org.opportune.rulebook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Fact;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Type;

/** The facts as the headers of rule files name them: a bean class each for Customer, Context, Classification and Offer, with the vocabulary's own types. */
final class FactBeans {
    private final RowClasses classes;

    FactBeans(Facts facts) {
        Map<String, RowShape> shapes = new HashMap<>();
        shapes.put(name(facts.customer()), shape(Fact.CUSTOMER, facts.customer()));
        shapes.put(name(facts.context()), shape(Fact.CONTEXT, facts.context()));
        shapes.put(name(facts.classification()), shape(Fact.CLASSIFICATION, facts.classification()));
        shapes.put(name(facts.offer()), shape(Fact.OFFER, facts.offer()));
        this.classes = new RowClasses(shapes, FactBeans.class.getClassLoader());
    }

    ClassLoader classes() {
        return classes;
    }

    Object bean(FactValues values) {
        @Nullable Object[] array = values.array().clone();
        for (int i = 0; i < array.length; i++) {
            array[i] = array[i] instanceof Number number ? (Object) (number.doubleValue() + 0.0) : array[i];
        }
        try {
            return classes.loadClass(name(values.shape()))
                    .getConstructor(Object[].class)
                    .newInstance((Object) array);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(FactShape shape) {
        return Step.FACTS + "." + shape.name();
    }

    private static RowShape shape(Fact fact, FactShape shape) {
        List<RowShape.Column> columns = shape.properties().stream()
                .map(property ->
                        new RowShape.Column(fact, shape.index(property.name()), property.name(), type(property.type())))
                .toList();
        return new RowShape(columns, columns.size());
    }

    /** Every number is a double, with one zero: what the rules' language says of numbers (docs/rulebook.md). */
    private static Class<?> type(Type type) {
        return type == Type.INTEGER ? Double.class : type.fact();
    }
}
