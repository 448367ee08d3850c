package org.opportune.vocabulary;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;
import org.opportune.vocabulary.Reported.Purchase;
import org.opportune.vocabulary.Reported.Referral;
import org.opportune.vocabulary.Reported.Survey;

/** Reads which events reports of customers count: {@code purchase: {event: order, value: amount}}. */
final class ReportedReader {
    private static final int MOST_NPS = 10;
    private static final int PROMOTER = 9;

    private final YamlNode root;
    private final Map<String, EventType> events;

    ReportedReader(YamlNode root, Map<String, EventType> events) {
        this.root = root;
        this.events = events;
    }

    Reported read() {
        YamlNode section = root.get("reports").orElse(null);
        if (section == null) {
            return new Reported(null, null, null, null);
        }
        section.entries(Set.of("purchase", "nps", "csat", "referral"));
        return new Reported(
                read(section, "purchase", Set.of("event", "value"), this::purchase),
                read(section, "nps", Set.of("event", "score", "channel"), this::nps),
                read(section, "csat", Set.of("event", "score", "satisfied", "channel"), this::csat),
                read(section, "referral", Set.of("event", "converted"), this::referral));
    }

    private <T> @Nullable T read(
            YamlNode section, String name, Set<String> known, BiFunction<YamlNode, EventType, @Nullable T> read) {
        YamlNode node = section.get(name).orElse(null);
        if (node == null) {
            return null;
        }
        node.entries(known);
        YamlNode event = node.required("event");
        EventType type = events.get(event.text());
        if (type == null) {
            if (!event.isMissing()) {
                event.fail(Nearest.unknown("event type", event.text(), events.keySet()));
            }
            return null;
        }
        return read.apply(node, type);
    }

    private @Nullable Purchase purchase(YamlNode node, EventType event) {
        Property value = property(node.required("value"), event, Type.MONEY);
        return value == null ? null : new Purchase(event.name(), value);
    }

    private @Nullable Survey nps(YamlNode node, EventType event) {
        Property score = property(node.required("score"), event, Type.INTEGER);
        if (score == null) {
            return null;
        }
        if (!score.bounds().equals(new Bounds(0, MOST_NPS))) {
            node.required("score")
                    .fail("'" + score.name() + "' of " + event.name()
                            + " is no answer from 0 to 10; declare it with minimum: 0 and maximum: 10");
        }
        return new Survey(event.name(), score, PROMOTER, channel(node, event));
    }

    private @Nullable Survey csat(YamlNode node, EventType event) {
        Property score = property(node.required("score"), event, Type.INTEGER);
        if (score == null) {
            return null;
        }
        Integer least = score.bounds().minimum();
        Integer most = score.bounds().maximum();
        if (least == null || most == null || most <= least) {
            node.required("score")
                    .fail("'" + score.name() + "' of " + event.name()
                            + " has no scale; declare it with a minimum and a maximum, such as 1 and 5");
            return null;
        }
        int satisfied = node.required("satisfied").number(least + 1, most);
        return new Survey(event.name(), score, satisfied, channel(node, event));
    }

    private @Nullable Referral referral(YamlNode node, EventType event) {
        Property converted = node.get("converted")
                .map(name -> property(name, event, Type.BOOLEAN))
                .orElse(null);
        return new Referral(event.name(), converted);
    }

    private static @Nullable Property channel(YamlNode node, EventType event) {
        return node.get("channel")
                .map(name -> property(name, event, Type.CHOICE))
                .orElse(null);
    }

    private static @Nullable Property property(YamlNode name, EventType event, Type wanted) {
        if (name.isMissing()) {
            return null;
        }
        Property property = event.properties().get(name.text());
        if (property == null) {
            name.fail(Nearest.unknown(
                    "property of " + event.name(),
                    name.text(),
                    List.copyOf(event.properties().keySet())));
        } else if (property.type() != wanted) {
            name.fail("'" + property.name() + "' of " + event.name() + " is of type "
                    + property.type().word() + "; it must be of type " + wanted.word());
            return null;
        }
        return property;
    }
}
