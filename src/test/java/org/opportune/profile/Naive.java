package org.opportune.profile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Hashes;
import org.opportune.vocabulary.EventType;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Feature.Filter;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.Vocabulary;

/** What a feature means, word by word as docs/rulebook.md says it: for each question it looks at every event again. */
final class Naive {
    private final Vocabulary vocabulary;
    private final Rates rates;
    private final int limit;

    Naive(Vocabulary vocabulary, Rates rates, int limit) {
        this.vocabulary = vocabulary;
        this.rates = rates;
        this.limit = limit;
    }

    @Nullable
    Object value(Feature feature, Collection<Event> history, Instant at) {
        List<Event> sorted = new ArrayList<>(new HashSet<>(history));
        sorted.sort(Comparator.comparing(Event::at).thenComparing(Naive::name));
        int old = Math.max(0, sorted.size() - limit);
        List<Seen> seen = new ArrayList<>(byDay(feature, sorted.subList(0, old)));
        for (Event event : sorted.subList(old, sorted.size())) {
            if (matches(feature, event)) {
                seen.add(new Seen(event.at(), event));
            }
        }
        Duration window = feature.window();
        seen.removeIf(one -> one.at.isAfter(at) || (window != null && !one.at.isAfter(at.minus(window))));
        return value(feature, seen, at);
    }

    private List<Seen> byDay(Feature feature, List<Event> old) {
        Map<LocalDate, Instant> lastOfDay = new HashMap<>();
        List<Event> matching =
                old.stream().filter(event -> matches(feature, event)).toList();
        matching.forEach(event -> lastOfDay.put(day(event), event.at()));
        return matching.stream()
                .map(event -> new Seen(Objects.requireNonNull(lastOfDay.get(day(event))), event))
                .toList();
    }

    private @Nullable Object value(Feature feature, List<Seen> seen, Instant at) {
        String property = feature.property();
        List<Object> values = seen.stream()
                .map(one -> property == null ? one : exact(one.event, property))
                .toList();
        BigDecimal sum = values.stream()
                .map(value -> value instanceof BigDecimal number ? number : BigDecimal.ZERO)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return switch (feature.kind()) {
            case COUNT -> values.size();
            case DISTINCT -> new HashSet<>(values).size();
            case SUM -> sum.doubleValue();
            case AVERAGE ->
                values.isEmpty()
                        ? null
                        : (Object) sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128)
                                .doubleValue();
            case MINIMUM ->
                values.stream()
                        .map(BigDecimal.class::cast)
                        .min(Comparator.naturalOrder())
                        .map(BigDecimal::doubleValue)
                        .orElse(null);
            case MAXIMUM ->
                values.stream()
                        .map(BigDecimal.class::cast)
                        .max(Comparator.naturalOrder())
                        .map(BigDecimal::doubleValue)
                        .orElse(null);
            case LAST -> values.isEmpty() ? null : fact(feature, values.get(values.size() - 1));
            case DAYS_SINCE_FIRST ->
                seen.isEmpty()
                        ? null
                        : (Object) (int) Duration.between(seen.get(0).at, at).toDays();
            case DAYS_SINCE_LAST ->
                seen.isEmpty()
                        ? null
                        : (Object) (int) Duration.between(seen.get(seen.size() - 1).at, at)
                                .toDays();
            default -> throw new IllegalArgumentException(feature.kind().toString());
        };
    }

    private static Object fact(Feature feature, Object value) {
        return switch (feature.type()) {
            case INTEGER -> ((BigDecimal) value).intValueExact();
            case NUMBER, MONEY -> ((BigDecimal) value).doubleValue();
            default -> value;
        };
    }

    private boolean matches(Feature feature, Event event) {
        return event.type().equals(feature.event())
                && (feature.property() == null || event.properties().containsKey(feature.property()))
                && feature.where().stream().allMatch(filter -> matches(filter, event));
    }

    private boolean matches(Filter filter, Event event) {
        Object raw = event.properties().get(filter.property());
        if (raw == null) {
            return false;
        }
        Object value = raw instanceof BigDecimal ? raw : exact(event, filter.property());
        return filter.values().stream().anyMatch(wanted -> switch (filter.test()) {
            case EQUAL, IN ->
                value instanceof BigDecimal number ? number.compareTo((BigDecimal) wanted) == 0 : value.equals(wanted);
            case AT_LEAST -> ((BigDecimal) value).compareTo((BigDecimal) wanted) >= 0;
            case AT_MOST -> ((BigDecimal) value).compareTo((BigDecimal) wanted) <= 0;
        });
    }

    /** Numbers in millionths, money in ten-thousandths of the base currency. */
    private Object exact(Event event, String property) {
        EventType type = Objects.requireNonNull(vocabulary.events().get(event.type()));
        Object value = Objects.requireNonNull(event.properties().get(property));
        return switch (Objects.requireNonNull(type.properties().get(property)).type()) {
            case INTEGER -> BigDecimal.valueOf((Integer) value);
            case NUMBER -> ((BigDecimal) value).setScale(6, RoundingMode.HALF_EVEN);
            case MONEY -> BigDecimal.valueOf(rates.toBase((Money) value, day(event)), 4);
            default -> value;
        };
    }

    private static LocalDate day(Event event) {
        return event.at().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static String name(Event event) {
        return Hashes.hex((event.source() + '\0' + event.id()).getBytes(StandardCharsets.UTF_8));
    }

    private record Seen(Instant at, Event event) {}
}
