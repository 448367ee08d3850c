package org.opportune.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.Change.How;
import org.opportune.model.Fact;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Feature.Kind;
import org.opportune.vocabulary.Vocabulary;

/** Two more orders are two more in every count of orders, and the last one is of today: what else changes when changes take events. They happen now, so they are in every window. */
final class MoreEvents {
    private final Vocabulary vocabulary;
    private final FactValues customer;

    /** So many that the feature looks at. */
    private record Events(Feature of, int number) {}

    /** @param customer before any of the changes */
    MoreEvents(Vocabulary vocabulary, FactValues customer) {
        this.vocabulary = vocabulary;
        this.customer = customer;
    }

    /** The other features that change as well, and to what. Sums grow by the average; what else depends on the properties of those events is left as it is: nobody knows them. */
    Map<String, Object> of(Collection<Change> changes) {
        List<Events> events = events(changes);
        Map<String, Object> along = new LinkedHashMap<>();
        for (Feature other :
                events.isEmpty() ? List.<Feature>of() : vocabulary.features().values()) {
            int more = among(other, events);
            Object now = customer.get(other.name());
            Object value =
                    more == 0 ? null : other.kind() == Kind.SUM ? sum(other, more) : after(other.kind(), now, more);
            if (value != null && !value.equals(now)) {
                along.put(other.name(), value);
            }
        }
        changes.forEach(change -> along.remove(change.ref().name()));
        return along;
    }

    /** Whether the events of others bring about already what the change asks for. Sums do not count: how much they grow is a guess. */
    boolean bring(Collection<Change> others, Change change) {
        Feature feature = feature(change);
        int more = feature == null ? 0 : among(feature, events(others));
        return feature != null
                && more > 0
                && after(feature.kind(), change.from(), more) instanceof Integer sure
                && change.to() instanceof Integer wanted
                && wanted <= sure;
    }

    /** Of two changes that take events, the first with as many as the second needs, where all of its events are events of the second; null where they are not or it has as many. */
    @Nullable
    Change forBoth(Change narrow, Change wide) {
        Feature one = feature(narrow);
        Feature all = feature(wide);
        if (one == null || all == null || one.kind() != Kind.COUNT || !all.takesAllOf(one)) {
            return null;
        }
        int more = number(all, wide) - number(one, narrow);
        return number(one, narrow) > 0 && more > 0 && narrow.to() instanceof Integer to
                ? new Change(narrow.ref(), narrow.how(), narrow.from(), to + more, narrow.test())
                : null;
    }

    boolean takesEvents(Change change) {
        Feature feature = feature(change);
        return feature != null && number(feature, change) > 0;
    }

    private List<Events> events(Collection<Change> changes) {
        List<Events> events = new ArrayList<>();
        for (Change change : changes) {
            Feature feature = feature(change);
            if (feature != null && number(feature, change) > 0) {
                events.add(new Events(feature, number(feature, change)));
            }
        }
        return events;
    }

    private @Nullable Feature feature(Change change) {
        return change.ref().fact() == Fact.CUSTOMER
                ? vocabulary.features().get(change.ref().name())
                : null;
    }

    private static int number(Feature feature, Change change) {
        if (change.how() == How.EVENT) {
            return 1;
        }
        return feature.kind() == Kind.COUNT
                        && change.from() instanceof Integer from
                        && change.to() instanceof Integer to
                ? to - from
                : 0;
    }

    /** How many of the events it takes: the same ones do for several changes, unless they cannot, as an event has one value of a property. */
    private static int among(Feature feature, List<Events> events) {
        List<Events> parts = new ArrayList<>(events);
        parts.removeIf(part -> !feature.takesAllOf(part.of));
        int most = 0;
        for (Events first : parts) {
            List<Events> apart = new ArrayList<>(List.of(first));
            for (Events part : parts) {
                if (apart.stream().allMatch(one -> part.of.takesNoneOf(one.of))) {
                    apart.add(part);
                }
            }
            most = Math.max(most, apart.stream().mapToInt(Events::number).sum());
        }
        return most;
    }

    /** As if each were like those before it on average; null when there were none, or when it is not known how many. */
    private @Nullable Object sum(Feature sum, int more) {
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
}
