package org.opportune.profile;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.EventType;
import org.opportune.vocabulary.Feature.Filter;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.Type;

/**
 * Which events stand on a track, and what it keeps of each.
 *
 * @param property null when events are only counted
 * @param isDistinct whether a feature asks how many different values there are
 */
record TrackPlan(
        EventType event, List<Filter> where, @Nullable Property property, boolean isDistinct) {
    boolean holdsNumbers() {
        return property != null && Figures.isNumber(property.type());
    }

    int scale() {
        return property == null ? 0 : Figures.scale(property.type());
    }

    /** Null when the event does not belong on this track. */
    @Nullable
    Entry entry(Happening happening, Rates rates) {
        for (Filter filter : where) {
            if (!matches(filter, happening, rates)) {
                return null;
            }
        }
        if (property == null) {
            return new Entry(happening.time(), happening.mark(), null);
        }
        Object value = happening.properties().get(property.name());
        Object kept = value == null ? null : Figures.kept(property.type(), value, happening.time(), rates);
        return kept == null ? null : new Entry(happening.time(), happening.mark(), kept);
    }

    private boolean matches(Filter filter, Happening happening, Rates rates) {
        Object value = happening.properties().get(filter.property());
        if (value == null) {
            return false;
        }
        Property tested = event.properties().get(filter.property());
        if (tested == null || !Figures.isNumber(tested.type())) {
            return filter.values().contains(value);
        }
        BigDecimal number = number(tested.type(), value, happening.time(), rates);
        return number != null
                && switch (filter.test()) {
                    case EQUAL, IN -> filter.values().stream().anyMatch(one -> number.compareTo((BigDecimal) one) == 0);
                    case AT_LEAST ->
                        number.compareTo((BigDecimal) filter.values().get(0)) >= 0;
                    case AT_MOST ->
                        number.compareTo((BigDecimal) filter.values().get(0)) <= 0;
                };
    }

    private static @Nullable BigDecimal number(Type type, Object value, long time, Rates rates) {
        if (type == Type.MONEY) {
            Long base = Figures.inBase((Money) value, time, rates);
            return base == null ? null : BigDecimal.valueOf(base, Rates.SCALE);
        }
        return type == Type.INTEGER ? BigDecimal.valueOf((Integer) value) : (BigDecimal) value;
    }

    /** What tells this track from others; labels do not. */
    String description() {
        String kept = property == null ? "" : property.name() + described(property);
        StringBuilder text = new StringBuilder(event.name())
                .append('|')
                .append(kept)
                .append('|')
                .append(isDistinct);
        for (Filter filter : where) {
            Property tested = event.properties().get(filter.property());
            text.append('|').append(filter).append(tested == null ? "" : described(tested));
        }
        return text.toString();
    }

    private static String described(Property property) {
        return ":" + property.type() + property.choices().keySet();
    }

    /** The properties that an event must show to be placed here. */
    void addUsed(Map<String, Property> used) {
        if (property != null) {
            used.put(property.name(), property);
        }
        for (Filter filter : where) {
            Property tested = event.properties().get(filter.property());
            if (tested != null) {
                used.put(tested.name(), tested);
            }
        }
    }
}
