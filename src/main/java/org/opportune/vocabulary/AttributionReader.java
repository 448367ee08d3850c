package org.opportune.vocabulary;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;

/** Reads how orders are attributed; what it names of the vocabulary is checked when that is read. */
final class AttributionReader {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration MOST = Duration.ofDays(180);

    private AttributionReader() {}

    static Attribution read(YamlNode node) {
        node.entries(Set.of("event", "value", "touch", "within", "rule"));
        YamlNode event = node.required("event");
        return new Attribution(
                event.text(),
                node.get("value").map(YamlNode::text).orElse(null),
                node.get("touch")
                        .map(given -> constant(given, "touch", Attribution.Touch.values()))
                        .orElse(Attribution.Touch.CLICK),
                node.get("within")
                        .map(given -> Spans.read(given, "time before an order", Duration.ofHours(1), MOST))
                        .orElse(USUAL),
                node.get("rule")
                        .map(given -> constant(given, "rule", Attribution.Rule.values()))
                        .orElse(Attribution.Rule.LAST),
                event.place());
    }

    private static <E extends Enum<E>> E constant(YamlNode node, String kind, E[] constants) {
        List<String> words = Arrays.stream(constants).map(Attribution::word).toList();
        int index = words.indexOf(node.text());
        if (index < 0) {
            node.fail(Nearest.unknown(kind, node.text(), words));
        }
        return constants[Math.max(index, 0)];
    }

    /** With findings at names that the vocabulary does not have. */
    static void check(Attribution attribution, Vocabulary vocabulary, Findings findings) {
        EventType event = vocabulary.events().get(attribution.event());
        String value = attribution.value();
        if (event == null) {
            findings.in(
                    Kind.DECLARATION,
                    attribution.place(),
                    Nearest.unknown(
                            "event", attribution.event(), vocabulary.events().keySet()));
        } else if (value != null && !isMoney(event.properties().get(value))) {
            List<String> money = event.properties().values().stream()
                    .filter(AttributionReader::isMoney)
                    .map(Property::name)
                    .toList();
            findings.in(
                    Kind.DECLARATION,
                    attribution.place(),
                    "'" + Nearest.shorten(value) + "' is no property of type money of the event '" + event.name() + "'"
                            + (money.isEmpty() ? ", which has none" : "; it has " + String.join(", ", money)));
        }
    }

    private static boolean isMoney(@Nullable Property property) {
        return property != null && property.type() == Type.MONEY;
    }
}
