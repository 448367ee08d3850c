package org.opportune.vocabulary;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;
import org.opportune.vocabulary.Feature.Filter;
import org.opportune.vocabulary.Feature.Kind;

/** Reads one declared feature: {@code {sum: order.amount, window: 90d, where: {…}, label: {…}}}. */
public final class FeatureReader {
    private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,4})([hd])");
    private static final Duration LONGEST = Duration.ofDays(3_660);

    private final Map<String, Property> attributes;
    private final Map<String, EventType> events;
    private final Function<YamlNode, Label> label;

    FeatureReader(Map<String, Property> attributes, Map<String, EventType> events, Function<YamlNode, Label> label) {
        this.attributes = attributes;
        this.events = events;
        this.label = label;
    }

    @Nullable
    Feature read(String name, YamlNode node) {
        Set<String> known = new LinkedHashSet<>(List.of("window", "where", "label"));
        for (Kind kind : Kind.values()) {
            known.add(kind.word());
        }
        Map<String, YamlNode> entries = node.entries(known);
        List<Kind> kinds = entries.keySet().stream()
                .flatMap(word -> Kind.of(word).stream())
                .toList();
        if (kinds.size() != 1) {
            node.fail("the feature '" + name + "' must say exactly one of count, sum, average, …; it says "
                    + kinds.size());
            return null;
        }
        Kind kind = kinds.get(0);
        YamlNode subject = entries.get(kind.word());
        Label text = node.get("label").map(label).orElseGet(() -> Label.of(name));
        if (subject == null || !kind.takesEvent()) {
            return withoutEvent(name, kind, node, text);
        }
        return ofEvent(name, kind, node, subject, text);
    }

    private @Nullable Feature withoutEvent(String name, Kind kind, YamlNode node, Label text) {
        if (node.get("window").isPresent() || node.get("where").isPresent()) {
            node.fail("'" + kind.word() + "' takes neither a window nor a condition");
        }
        String attribute = null;
        if (kind == Kind.YEARS_SINCE) {
            YamlNode subject = node.required(kind.word());
            attribute = subject.text();
            Property date = attributes.get(attribute);
            if (date == null || date.type() != Type.DATE) {
                subject.fail(
                        date == null
                                ? Nearest.unknown("attribute", attribute, attributes.keySet())
                                : "'" + attribute + "' is not a date");
                return null;
            }
        }
        Type type = kind == Kind.PREVIOUS_STAGE ? Type.TEXT : Type.INTEGER;
        return new Feature(name, kind, null, attribute, null, List.of(), type, text);
    }

    private @Nullable Feature ofEvent(String name, Kind kind, YamlNode node, YamlNode subject, Label text) {
        String[] parts = subject.text().split("\\.", 2);
        EventType event = events.get(parts[0]);
        if (event == null) {
            subject.fail(Nearest.unknown("event type", parts[0], events.keySet()));
            return null;
        }
        Property property = null;
        if (kind.takesProperty() != (parts.length == 2)) {
            subject.fail(
                    kind.takesProperty()
                            ? "'" + kind.word() + "' needs a property, such as " + parts[0] + ".amount"
                            : "'" + kind.word() + "' takes an event type without a property");
            return null;
        }
        if (parts.length == 2) {
            property = event.properties().get(parts[1]);
            if (property == null) {
                subject.fail(Nearest.unknown(
                        "property of " + event.name(),
                        parts[1],
                        event.properties().keySet()));
                return null;
            }
            boolean number =
                    property.type() == Type.INTEGER || property.type() == Type.NUMBER || property.type() == Type.MONEY;
            if (property.type() == Type.ITEMS || property.type() == Type.CHOICES || (kind.takesNumber() && !number)) {
                subject.fail("'" + kind.word() + "' cannot be taken of " + subject.text() + ", which is of type "
                        + property.type().word());
                return null;
            }
        }
        return new Feature(
                name,
                kind,
                event.name(),
                property == null ? null : property.name(),
                node.get("window").map(FeatureReader::window).orElse(null),
                node.get("where").map(where -> filters(event, where)).orElse(List.of()),
                type(kind, property),
                text);
    }

    private static Type type(Kind kind, @Nullable Property property) {
        return switch (kind) {
            case COUNT, DISTINCT, DAYS_SINCE_FIRST, DAYS_SINCE_LAST -> Type.INTEGER;
            case LAST -> property == null ? Type.TEXT : property.type();
            default -> Type.NUMBER;
        };
    }

    private static @Nullable Duration window(YamlNode node) {
        Matcher window = WINDOW.matcher(node.text());
        if (window.matches()) {
            long count = Long.parseLong(window.group(1));
            Duration duration = window.group(2).equals("h") ? Duration.ofHours(count) : Duration.ofDays(count);
            if (duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        node.fail("'" + Nearest.shorten(node.text()) + "' is not a window such as 24h or 90d, of at most "
                + LONGEST.toDays() + " days");
        return null;
    }

    private static List<Filter> filters(EventType event, YamlNode where) {
        List<Filter> filters = new ArrayList<>();
        where.entries().forEach((name, test) -> {
            Property property = event.properties().get(name);
            if (property == null) {
                test.failName(Nearest.unknown(
                        "property of " + event.name(), name, event.properties().keySet()));
            } else if (!test.isMap()) {
                filters.add(new Filter(name, Filter.Test.EQUAL, List.of(value(property, test, false))));
            } else {
                test.entries(Set.of("atLeast", "atMost", "in"))
                        .forEach((word, operand) -> filters.add(
                                switch (word) {
                                    case "in" ->
                                        new Filter(
                                                name,
                                                Filter.Test.IN,
                                                operand.items().stream()
                                                        .map(item -> value(property, item, false))
                                                        .toList());
                                    case "atLeast" ->
                                        new Filter(name, Filter.Test.AT_LEAST, List.of(value(property, operand, true)));
                                    default ->
                                        new Filter(name, Filter.Test.AT_MOST, List.of(value(property, operand, true)));
                                }));
            }
        });
        return List.copyOf(filters);
    }

    private static Object value(Property property, YamlNode node, boolean ordered) {
        String text = node.text();
        switch (property.type()) {
            case INTEGER, NUMBER, MONEY -> {
                try {
                    return new BigDecimal(text);
                } catch (NumberFormatException e) {
                    node.fail("'" + Nearest.shorten(text) + "' is not a number");
                }
            }
            case CHOICE -> {
                if (!property.choices().containsKey(text)) {
                    node.fail(Nearest.unknown("choice", text, property.choices().keySet()));
                }
            }
            case BOOLEAN -> {
                return node.flag();
            }
            case TEXT -> {}
            default ->
                node.fail("a condition cannot be put on " + property.name() + ", which is of type "
                        + property.type().word());
        }
        if (ordered) {
            node.fail("atLeast and atMost take numbers, and " + property.name() + " is of type "
                    + property.type().word());
        }
        return text;
    }
}
