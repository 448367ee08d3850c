package org.opportune.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;
import org.opportune.vocabulary.Vocabulary.Channel;
import org.opportune.vocabulary.Vocabulary.Fallback;
import org.opportune.vocabulary.Vocabulary.Placement;
import org.opportune.vocabulary.Vocabulary.Purpose;
import org.opportune.vocabulary.Vocabulary.Score;
import org.opportune.vocabulary.Vocabulary.Segment;
import org.opportune.vocabulary.Vocabulary.Stage;

/** Reads {@code vocabulary.yaml}: each part by its own small method, in the order in which later parts refer to earlier ones. */
public final class VocabularyReader {
    /** What cases write for nothing, so that it is the id of nothing. */
    public static final String NONE = "none";

    private static final Set<String> PARTS = Set.of(
            "attributes",
            "context",
            "events",
            "features",
            "stages",
            "segments",
            "scores",
            "channels",
            "placements",
            "campaigns",
            "purposes",
            "facts",
            "dimensions",
            "reports");
    /** More would not fit into the class that is made of a fact. */
    private static final int MOST_OF_A_PART = 1_000;

    private static final Set<String> PROPERTY = Set.of(
            "type", "label", "choices", "minimum", "maximum", "required", "personal", "purpose", "group", "fields");
    private static final String RESERVED = "' is a word of the rules' language; choose another name";

    private final Terms terms;
    private final YamlNode root;

    private VocabularyReader(Terms terms, YamlNode root) {
        this.terms = terms;
        this.root = root;
    }

    public static Vocabulary read(String file, String text, Terms terms, Findings findings) {
        Vocabulary vocabulary = new VocabularyReader(terms, YamlNode.read(file, text, findings)).vocabulary();
        if (terms.attribution() != null) {
            AttributionReader.check(terms.attribution(), vocabulary, findings);
        }
        return vocabulary;
    }

    private Vocabulary vocabulary() {
        root.checkOneLine();
        root.entries(PARTS);
        Map<String, Purpose> purposes =
                part("purposes", Identifiers.ID, (id, node) -> ChannelReader.purpose(id, node, this::label));
        Map<String, Property> attributes =
                part("attributes", Identifiers.NAME, (name, node) -> property(name, node, purposes));
        Map<String, Property> context =
                part("context", Identifiers.NAME, (name, node) -> property(name, node, purposes));
        Map<String, EventType> events = part("events", Identifiers.NAME, (name, node) -> event(name, node, purposes));
        ChannelReader reader = new ChannelReader(attributes, purposes, this::label);
        Map<String, Channel> channels = part("channels", Identifiers.ID, reader::channel);
        Map<String, Feature> features =
                part("features", Identifiers.NAME, new FeatureReader(attributes, events, this::label)::read);
        Vocabulary vocabulary = new Vocabulary(
                attributes,
                context,
                events,
                features,
                stages(),
                part("segments", Identifiers.NAME, this::segment),
                part("scores", Identifiers.NAME, this::score),
                channels,
                part("placements", Identifiers.ID, (id, node) -> placement(id, node, channels)),
                part("campaigns", Identifiers.ID, (id, node) -> labelOf(node)),
                purposes,
                part("facts", Identifiers.NAME, (name, node) -> labelOf(node)),
                DimensionsReader.read(root, attributes, context, features),
                new ReportedReader(root, events).read());
        distinct(vocabulary);
        KnownAttributes.check(root);
        new SameLabels(terms, root).check();
        return vocabulary;
    }

    private <T> Map<String, T> part(String name, Pattern form, BiFunction<String, YamlNode, @Nullable T> read) {
        Map<String, T> things = new LinkedHashMap<>();
        root.get(name)
                .filter(part -> part.entries().size() > MOST_OF_A_PART)
                .ifPresent(part -> part.fail("'" + name + "' declares "
                        + part.entries().size() + " things; at most " + MOST_OF_A_PART + " are allowed"));
        root.get(name).ifPresent(part -> part.entries().forEach((id, node) -> {
            if (!form.matcher(id).matches()) {
                node.failName(Identifiers.wrong(id, form));
                return;
            }
            if (Reserved.is(id, name)) {
                node.failName("'" + id + RESERVED);
            }
            T thing = read.apply(id, node);
            if (thing != null) {
                things.put(id, thing);
            }
        }));
        return things;
    }

    private Property property(String name, YamlNode node, Map<String, Purpose> purposes) {
        node.entries(PROPERTY);
        YamlNode typeNode = node.required("type");
        Type type = Type.of(typeNode.text()).orElse(Type.TEXT);
        boolean isKnown = Type.of(typeNode.text()).isPresent();
        if (!typeNode.isMissing() && !isKnown) {
            typeNode.fail(Nearest.unknown("type", typeNode.text(), Type.words()));
        }
        Map<String, Label> choices = new LinkedHashMap<>();
        node.get("choices").ifPresent(list -> list.entries().forEach((id, label) -> {
            if (id.isBlank() || !id.equals(id.strip())) {
                label.failName("'" + Nearest.shorten(id)
                        + "' is no id of a choice: it begins and ends with a character that people see");
            }
            if (id.contains("|")) {
                label.fail("'" + Nearest.shorten(id)
                        + "' has a | in it, which separates choices in tables; choose another id");
            }
            choices.put(id, label(label));
        }));
        boolean chosen = type == Type.CHOICE || type == Type.CHOICES;
        if (isKnown && chosen == choices.isEmpty()) {
            node.fail(
                    chosen
                            ? "'" + name + "' needs choices"
                            : "'" + name + "' has choices but is not of type choice or choices");
        }
        Map<String, Property> fields = new LinkedHashMap<>();
        node.get("fields").ifPresent(list -> list.entries()
                .forEach((id, field) -> fields.put(id, property(id, field, purposes))));
        if (isKnown && (type == Type.ITEMS) == fields.isEmpty()) {
            node.fail(
                    type == Type.ITEMS
                            ? "'" + name + "' needs fields"
                            : "'" + name + "' has fields but is not of type items");
        }
        String purpose = node.get("purpose").map(YamlNode::text).orElse(null);
        if (purpose != null && !purposes.containsKey(purpose)) {
            node.fail(Nearest.unknown("purpose", purpose, purposes.keySet()));
        }
        return new Property(
                name,
                type,
                node.get("label").map(this::label).orElseGet(() -> Label.of(name)),
                choices,
                Bounds.read(name, type, node),
                flag(node, "required"),
                flag(node, "personal"),
                purpose,
                node.get("group").map(YamlNode::text).orElse(null),
                fields);
    }

    private EventType event(String name, YamlNode node, Map<String, Purpose> purposes) {
        node.entries(Set.of("label", "properties"));
        Map<String, Property> properties = new LinkedHashMap<>();
        node.get("properties").ifPresent(list -> list.entries()
                .forEach((id, property) -> properties.put(id, property(id, property, purposes))));
        return new EventType(name, labelOf(node), properties);
    }

    private List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        YamlNode part = root.required("stages");
        for (YamlNode node : part.items()) {
            node.entries(Set.of("id", "label", "colour", "default"));
            YamlNode idNode = node.required("id");
            String id = idNode.text();
            if (!idNode.isMissing() && !Identifiers.NAME.matcher(id).matches()) {
                idNode.fail(Identifiers.wrong(id, Identifiers.NAME));
            }
            notNone(id, idNode);
            if (Reserved.is(id, "stages")) {
                idNode.fail("'" + id + RESERVED);
            }
            if (stages.stream().anyMatch(stage -> stage.id().equals(id))) {
                idNode.fail("the stage '" + id + "' stands here twice");
            }
            String colour = node.required("colour").text();
            if (!colour.matches("#[0-9a-fA-F]{6}")) {
                node.fail("'" + Nearest.shorten(colour) + "' is not a colour such as #7d4cdb");
            }
            stages.add(new Stage(id, labelOf(node), colour, flag(node, "default"), node.place()));
        }
        long defaults = stages.stream().filter(Stage::isDefault).count();
        if (defaults != 1 && !part.isMissing()) {
            part.fail("exactly one stage must be the default; " + defaults + " are");
        }
        return List.copyOf(stages);
    }

    private static void notNone(String id, YamlNode node) {
        if (id.equals(NONE)) {
            node.fail("'none' is no id, since it is the word for nothing in cases; choose another one");
        }
    }

    private Segment segment(String id, YamlNode node) {
        notNone(id, node);
        node.entries(Set.of("label", "avoid"));
        return new Segment(id, labelOf(node), node.get("avoid").map(this::label).orElse(null));
    }

    private Score score(String id, YamlNode node) {
        node.entries(Set.of("label", "minimum", "maximum", "levels", "levelLabels"));
        Map<String, Integer> levels = new LinkedHashMap<>();
        node.get("levels").ifPresent(list -> list.entries().forEach((level, points) -> {
            int least = points.number(Integer.MIN_VALUE, Integer.MAX_VALUE);
            if (levels.values().stream().anyMatch(lower -> lower >= least)) {
                points.fail("levels stand lowest first; '" + level + "' does not need more points than the one before");
            }
            levels.put(level, least);
        }));
        Map<String, Label> labels = new LinkedHashMap<>();
        node.get("levelLabels").ifPresent(list -> list.entries().forEach((level, label) -> {
            if (!levels.containsKey(level)) {
                label.failName(Nearest.unknown("level", level, levels.keySet()));
            }
            labels.put(level, label(label));
        }));
        Bounds bounds = Bounds.read(id, node);
        return new Score(id, labelOf(node), bounds.minimum(), bounds.maximum(), levels, labels);
    }

    private Placement placement(String id, YamlNode node, Map<String, Channel> channels) {
        node.entries(Set.of("channel", "label", "offers", "fallback"));
        YamlNode channel = node.required("channel");
        if (!channel.isMissing() && !channels.containsKey(channel.text())) {
            channel.fail(Nearest.unknown("channel", channel.text(), channels.keySet()));
        }
        int offers = node.get("offers")
                .map(count -> count.number(1, terms.mostOffers()))
                .orElse(1);
        Fallback fallback = node.get("fallback")
                .map(offer -> new Fallback(offer.text(), offer.place()))
                .orElse(null);
        return new Placement(id, channel.text(), labelOf(node), offers, fallback);
    }

    /** Attributes, features and scores share the facts' name spaces: one name, one meaning. */
    private void distinct(Vocabulary vocabulary) {
        Map<String, YamlNode> features =
                root.get("features").map(YamlNode::entries).orElse(Map.of());
        features.forEach((name, node) -> {
            if (vocabulary.attributes().containsKey(name)) {
                node.failName("'" + name + "' is an attribute already; a feature needs a name of its own");
            }
        });
        Map<String, YamlNode> context =
                root.get("context").map(YamlNode::entries).orElse(Map.of());
        context.forEach((name, node) -> {
            if (Facts.CONTEXT.containsKey(name)) {
                node.failName("'" + name + "' is always part of the context; a context attribute needs another name");
            }
        });
        List<String> always = new ArrayList<>(Facts.CONTEXT.keySet());
        always.addAll(List.of("stage", "segments"));
        always.addAll(Facts.OFFER_LABELS.values());
        vocabulary.scores().forEach((id, score) -> {
            if (!score.levels().isEmpty()) {
                always.add(id + "Level");
            }
        });
        Map<String, YamlNode> facts = root.get("facts").map(YamlNode::entries).orElse(Map.of());
        facts.forEach((name, node) -> {
            if (!always.contains(name)) {
                node.failName(Nearest.unknown("fact", name, always));
            }
        });
    }

    private static boolean flag(YamlNode node, String name) {
        return node.get(name).map(YamlNode::flag).orElse(false);
    }

    private Label labelOf(YamlNode node) {
        return label(node.required("label"));
    }

    private Label label(YamlNode node) {
        return label(node, terms);
    }

    /** A map from locale to text, with a finding when the default locale has none. */
    public static Label label(YamlNode node, Terms terms) {
        if (node.isMissing()) {
            return Label.of("");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        node.entries(Set.copyOf(terms.locales())).forEach((locale, text) -> texts.put(locale, text.text()));
        String fallback = texts.get(terms.defaultLocale());
        if (fallback == null) {
            node.fail("the label has no text in the default locale '" + terms.defaultLocale() + "'");
            fallback = texts.values().stream().findFirst().orElse("");
        }
        return new Label(texts, fallback);
    }
}
