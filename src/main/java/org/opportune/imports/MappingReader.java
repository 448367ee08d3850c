package org.opportune.imports;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.Mapping.CustomerColumns;
import org.opportune.imports.Mapping.EventPattern;
import org.opportune.imports.Mapping.Layout;
import org.opportune.imports.Mapping.MappedValue;
import org.opportune.imports.Mapping.RejectRule;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;
import org.opportune.profile.Identity;
import org.opportune.vocabulary.EventType;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Vocabulary;

/** Reads a mapping file against the vocabulary; every mistake goes to the findings with its line and column. */
final class MappingReader {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    private final Vocabulary vocabulary;
    private final YamlNode root;
    private final ColumnUses uses = new ColumnUses();

    private MappingReader(Vocabulary vocabulary, YamlNode root) {
        this.vocabulary = vocabulary;
        this.root = root;
    }

    /** Of use only when there were no findings. */
    static Mapping read(String file, String text, Vocabulary vocabulary, Findings findings) {
        return new MappingReader(vocabulary, YamlNode.read(file, text, findings)).mapping();
    }

    private Mapping mapping() {
        root.entries(Set.of("name", "file", "timeZone", "columns", "reject", "customer", "events"));
        String name = id(root.required("name"));
        ZoneId zone = root.get("timeZone").map(MappingReader::zone).orElse(ZoneOffset.UTC);
        Map<String, ColumnFormat> formats = new LinkedHashMap<>();
        root.get("columns").ifPresent(part -> part.entries()
                .forEach((column, node) -> formats.put(uses.named(column, node), FormatReader.read(node, zone))));
        TermReader terms = new TermReader(uses);
        ConditionReader conditions = new ConditionReader(uses, formats);
        List<RejectRule> rejects = new ArrayList<>();
        root.get("reject").ifPresent(part -> part.items().forEach(rule -> rejects.add(rejectRule(rule, conditions))));
        CustomerColumns customer = customer(root.required("customer"), terms);
        List<EventPattern> events = new ArrayList<>();
        root.get("events").ifPresent(part -> part.items()
                .forEach(node -> pattern(node, events, terms, conditions).ifPresent(events::add)));
        if (events.isEmpty() && customer.attributes().isEmpty() && !root.isMissing()) {
            root.fail("nothing to import; map 'events', or 'attributes' of the customer");
        }
        return new Mapping(
                name,
                root.get("file").map(this::layout).orElseGet(() -> new Layout(',', '"', StandardCharsets.UTF_8, null)),
                zone,
                formats,
                rejects,
                customer,
                events,
                uses.places());
    }

    private Layout layout(YamlNode node) {
        node.entries(Set.of("separator", "quote", "charset", "header"));
        char separator = node.get("separator").map(MappingReader::sign).orElse(',');
        char quote = node.get("quote").map(MappingReader::sign).orElse('"');
        if (separator == quote) {
            node.fail("'separator' and 'quote' are the same sign");
        }
        return new Layout(
                separator,
                quote,
                node.get("charset").map(MappingReader::charset).orElse(StandardCharsets.UTF_8),
                node.get("header").map(MappingReader::texts).orElse(null));
    }

    private RejectRule rejectRule(YamlNode node, ConditionReader conditions) {
        node.entries(Set.of("reason", "when", "because"));
        return new RejectRule(
                id(node.required("reason")),
                conditions.read(node.required("when")),
                node.required("because").text());
    }

    private CustomerColumns customer(YamlNode node, TermReader terms) {
        node.entries(Set.of("identities", "attributes"));
        Map<String, String> identities = new LinkedHashMap<>();
        YamlNode named = node.required("identities");
        named.entries().forEach((namespace, column) -> {
            if (!Identity.NAMESPACES.contains(namespace)) {
                column.fail(Nearest.unknown("namespace", namespace, Identity.NAMESPACES));
            }
            identities.put(namespace, uses.of(column));
        });
        if (identities.isEmpty() && !named.isMissing()) {
            named.fail("name at least one column that says who the customer is, such as {customer: CustomerNo}");
        }
        Map<String, MappedValue> attributes = node.get("attributes")
                .map(part -> terms.values("attribute", vocabulary.attributes(), part, false))
                .orElse(Map.of());
        return new CustomerColumns(identities, attributes);
    }

    private Optional<EventPattern> pattern(
            YamlNode node, List<EventPattern> before, TermReader terms, ConditionReader conditions) {
        node.entries(Set.of("type", "when", "groupBy", "at", "properties"));
        YamlNode typeNode = node.required("type");
        EventType type = vocabulary.events().get(typeNode.text());
        if (type == null) {
            if (!typeNode.isMissing()) {
                typeNode.fail(Nearest.unknown(
                        "event", typeNode.text(), vocabulary.events().keySet()));
            }
            return Optional.empty();
        }
        List<String> groupBy = node.get("groupBy").map(this::columnsOf).orElse(List.of());
        Map<String, MappedValue> properties = node.get("properties")
                .map(part -> terms.values("property", type.properties(), part, !groupBy.isEmpty()))
                .orElse(Map.of());
        for (Property property : type.properties().values()) {
            if (property.required() && !properties.containsKey(property.name())) {
                node.fail(type.name() + " needs '" + property.name() + "'; map it under 'properties'");
            }
        }
        String at = uses.of(node.required("at"));
        long same = before.stream()
                .filter(other -> other.type().equals(type.name()))
                .count();
        return Optional.of(new EventPattern(
                type.name(),
                same == 0 ? type.name() : type.name() + "-" + (same + 1),
                node.get("when").map(conditions::read).orElse(Condition.ALWAYS),
                groupBy,
                at,
                properties,
                ColumnNeeds.of(at, properties.values())));
    }

    private List<String> columnsOf(YamlNode node) {
        return node.isList() ? node.items().stream().map(uses::of).toList() : List.of(uses.of(node));
    }

    static List<String> texts(YamlNode node) {
        return node.isList() ? node.items().stream().map(YamlNode::text).toList() : List.of(node.text());
    }

    private static String id(YamlNode node) {
        if (!node.isMissing() && !ID.matcher(node.text()).matches()) {
            node.fail("'" + Nearest.shorten(node.text()) + "' is not a name of small letters, digits and hyphens");
        }
        return node.text();
    }

    private static ZoneId zone(YamlNode node) {
        try {
            return ZoneId.of(node.text());
        } catch (DateTimeException e) {
            node.fail(Nearest.unknown("time zone", node.text(), ZoneId.getAvailableZoneIds()));
            return ZoneOffset.UTC;
        }
    }

    private static Charset charset(YamlNode node) {
        try {
            return Charset.forName(node.text());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            node.fail(Nearest.unknown(
                    "charset", node.text(), Charset.availableCharsets().keySet()));
            return StandardCharsets.UTF_8;
        }
    }

    private static @Nullable Character sign(YamlNode node) {
        String text = node.text();
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() == 1 && text.charAt(0) >= ' ') {
            return text.charAt(0);
        }
        node.fail("'" + Nearest.shorten(text) + "' is not one sign; write it as \";\", or the word tab");
        return null;
    }
}
