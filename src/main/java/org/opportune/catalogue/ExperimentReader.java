package org.opportune.catalogue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Experiment.Arm;
import org.opportune.catalogue.Experiment.Goal;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;
import org.opportune.vocabulary.EventType;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Type;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.VocabularyReader;

/** Reads an experiment of {@code experiments.yaml}. */
final class ExperimentReader {
    private static final Set<String> KNOWN =
            Set.of("label", "from", "until", "share", "group", "control", "arms", "goal", "within", "planned");
    private static final Pattern WITHIN = Pattern.compile("([1-9][0-9]{0,2})([hd])");
    private static final Duration USUAL = Duration.ofDays(14);
    private static final int USUALLY_PLANNED = 10_000;
    private static final int LEAST_ARMS = 2;
    private static final int MOST_ARMS = 20;

    private final Terms terms;
    private final Vocabulary vocabulary;
    private final ArmReader armReader;

    ExperimentReader(Terms terms, Vocabulary vocabulary, Catalogue catalogue) {
        this.terms = terms;
        this.vocabulary = vocabulary;
        this.armReader = new ArmReader(terms, vocabulary, catalogue);
    }

    Experiment read(String id, YamlNode node) {
        node.entries(KNOWN);
        Label label = VocabularyReader.label(node.required("label"), terms);
        Instant from = instant(node, "from");
        Instant until = instant(node, "until");
        if (from != null && until != null && !from.isBefore(until)) {
            node.required("until")
                    .fail("the experiment ends before it begins; until is the first instant that is not part of it");
        }
        double share = node.get("share")
                .map(given ->
                        Numbers.number(given, "0.001", "1", "a share of the customers from 0.001 to 1 such as 0.5"))
                .orElse(1.0);
        Map<String, Arm> arms = arms(node.required("arms"), label);
        String group = node.get("group").map(YamlNode::text).orElse(null);
        if (group != null && !Ids.isId(group)) {
            node.required("group")
                    .fail("'" + Nearest.shorten(group)
                            + "' is no id: small letters and digits with dashes between them, at most 60");
        }
        return new Experiment(
                id,
                label,
                from,
                until,
                share,
                group,
                control(node, arms),
                arms,
                node.get("goal").map(this::goal).orElse(Goal.CONVERSION),
                within(node, USUAL),
                planned(node));
    }

    int planned(YamlNode node) {
        return node.get("planned").map(given -> given.number(100, 100_000_000)).orElse(USUALLY_PLANNED);
    }

    private static String control(YamlNode node, Map<String, Arm> arms) {
        String first = arms.keySet().stream().findFirst().orElse("");
        return node.get("control")
                .map(given -> {
                    if (!arms.isEmpty() && !arms.containsKey(given.text())) {
                        given.fail(Nearest.unknown("arm", given.text(), arms.keySet()));
                    }
                    return given.text();
                })
                .orElse(first);
    }

    private Map<String, Arm> arms(YamlNode node, Label experiment) {
        Map<String, YamlNode> entries = node.entries();
        if (!node.isMissing() && (entries.size() < LEAST_ARMS || entries.size() > MOST_ARMS)) {
            node.fail("an experiment has " + LEAST_ARMS + " to " + MOST_ARMS + " arms, and this one has "
                    + entries.size() + "; one of them may change nothing, such as 'control: {label: …}'");
        }
        Map<String, Arm> arms = new LinkedHashMap<>();
        entries.forEach((id, arm) -> {
            Numbers.checkId(arm, id);
            arms.put(id, armReader.read(id, arm, experiment));
        });
        return arms;
    }

    /** A day, at whose beginning in the rulebook's zone it is, or an instant. */
    private @Nullable Instant instant(YamlNode node, String name) {
        YamlNode given = node.get(name).orElse(null);
        if (given == null) {
            return null;
        }
        String text = given.text();
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(terms.zone()).toInstant();
        } catch (DateTimeException e) {
            if (!given.isMap() && !given.isList()) {
                given.fail("'" + Nearest.shorten(text)
                        + "' is neither a day such as 2026-03-01 nor an instant such as 2026-03-01T10:15:00Z");
            }
            return null;
        }
    }

    Duration within(YamlNode node, Duration usual) {
        YamlNode given = node.get("within").orElse(null);
        if (given == null) {
            return usual;
        }
        Matcher within = WITHIN.matcher(given.text());
        if (!within.matches()) {
            given.fail("'" + Nearest.shorten(given.text())
                    + "' is not for how long a customer is observed, such as 14d or 48h");
            return usual;
        }
        long length = Long.parseLong(within.group(1));
        return within.group(2).equals("h") ? Duration.ofHours(length) : Duration.ofDays(length);
    }

    /** Of an unknown event or property the conversion of offers, with a finding. */
    Goal goal(YamlNode node) {
        if (node.isMissing()) {
            return Goal.CONVERSION;
        } else if (!node.isMap()) {
            if (!node.text().equals("conversion")) {
                node.fail("'" + Nearest.shorten(node.text())
                        + "' is no goal; write conversion, or an event such as {event: order, value: amount}");
            }
            return Goal.CONVERSION;
        }
        node.entries(Set.of("event", "value"));
        YamlNode named = node.required("event");
        EventType event = vocabulary.events().get(named.text());
        if (event == null) {
            if (!named.isMissing()) {
                named.fail(Nearest.unknown(
                        "event type", named.text(), vocabulary.events().keySet()));
            }
            return Goal.CONVERSION;
        }
        return new Goal(
                event.name(),
                node.get("value").map(value -> amount(value, event)).orElse(null));
    }

    private static String amount(YamlNode node, EventType event) {
        Property property = event.properties().get(node.text());
        if (property == null || property.type() != Type.MONEY) {
            Set<String> amounts = event.properties().values().stream()
                    .filter(each -> each.type() == Type.MONEY)
                    .map(Property::name)
                    .collect(Collectors.toSet());
            node.fail(Nearest.unknown("property of type money", node.text(), amounts));
        }
        return node.text();
    }
}
