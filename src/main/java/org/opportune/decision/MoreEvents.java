package org.opportune.decision;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.Change.How;
import org.opportune.model.Fact;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Feature.Kind;
import org.opportune.vocabulary.Vocabulary;

/** Two more orders are two more in every count of orders, and the last one is of today: what else changes when a change takes events. */
final class MoreEvents {
    private MoreEvents() {}

    /** The features that change as well, and to what. Sums grow by the average; what else depends on the properties of those events is left as it is: nobody knows them. */
    static Map<String, Object> of(Vocabulary vocabulary, FactValues customer, Change change) {
        Feature feature = change.ref().fact() == Fact.CUSTOMER
                ? vocabulary.features().get(change.ref().name())
                : null;
        int more = feature == null ? 0 : events(feature, change);
        if (feature == null || more <= 0) {
            return Map.of();
        }
        Map<String, Object> along = new LinkedHashMap<>();
        for (Feature other : vocabulary.features().values()) {
            if (!other.name().equals(feature.name()) && isOfTheSame(feature, other)) {
                Object value = other.kind() == Kind.SUM
                        ? sum(vocabulary, customer, other, more)
                        : after(other.kind(), customer.get(other.name()), more);
                if (value != null && !value.equals(customer.get(other.name()))) {
                    along.put(other.name(), value);
                }
            }
        }
        return along;
    }

    private static int events(Feature feature, Change change) {
        if (change.how() == How.EVENT) {
            return 1;
        }
        return feature.kind() == Kind.COUNT
                        && change.from() instanceof Integer from
                        && change.to() instanceof Integer to
                ? to - from
                : 0;
    }

    /** Whether an event of the one is an event of the other. */
    private static boolean isOfTheSame(Feature one, Feature other) {
        Set<Feature.Filter> filters = new HashSet<>(one.where());
        return one.event() != null && one.event().equals(other.event()) && filters.containsAll(other.where());
    }

    /** As if each were like those before it on average; null when there were none, or when it is not known how many. */
    private static @Nullable Object sum(Vocabulary vocabulary, FactValues customer, Feature sum, int more) {
        for (Feature count : vocabulary.features().values()) {
            if (count.kind() == Kind.COUNT
                    && Objects.equals(count.event(), sum.event())
                    && count.where().equals(sum.where())
                    && Objects.equals(count.window(), sum.window())
                    && customer.get(count.name()) instanceof Integer before
                    && before > 0
                    && customer.get(sum.name()) instanceof Double total) {
                return total + more * total / before;
            }
        }
        return null;
    }

    private static @Nullable Object after(Kind kind, @Nullable Object value, int more) {
        return switch (kind) {
            case COUNT -> value instanceof Integer count ? (Object) (count + more) : null;
            case DAYS_SINCE_LAST -> 0;
            case DAYS_SINCE_FIRST -> value == null ? (Object) 0 : null;
            default -> null;
        };
    }

    /** Of what two changes make of one feature. */
    static Object larger(Object one, Object other) {
        if (one instanceof Double a && other instanceof Double b) {
            return Math.max(a, b);
        }
        return one instanceof Integer a && other instanceof Integer b ? (Object) Math.max(a, b) : one;
    }
}
