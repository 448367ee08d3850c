package org.opportune.releases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.opportune.intake.RulebookFolder;
import org.opportune.intake.Table;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Place;
import org.opportune.kernel.YamlNode;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.releases.Thing.Field;
import org.opportune.rulebook.RulebookContent;
import org.opportune.source.Languages;
import org.opportune.source.SentenceWriter;

/** Everything that the files of a rulebook declare, so that it can be compared with another: rules by what they mean, tables and declarations as they stand. */
final class Things {
    private static final String VOCABULARY = "vocabulary.yaml";

    /** What the sections of the vocabulary declare. */
    private static final Map<String, String> SECTIONS = Map.ofEntries(
            Map.entry("attributes", "attribute"),
            Map.entry("context", "context attribute"),
            Map.entry("events", "event type"),
            Map.entry("features", "feature"),
            Map.entry("stages", "stage"),
            Map.entry("segments", "segment"),
            Map.entry("scores", "score"),
            Map.entry("channels", "channel"),
            Map.entry("placements", "placement"),
            Map.entry("campaigns", "campaign"),
            Map.entry("purposes", "purpose"),
            Map.entry("facts", "fact"),
            Map.entry("reports", "report"));

    private final RulebookFolder folder;
    private final List<Thing> things = new ArrayList<>();

    private Things(RulebookFolder folder) {
        this.folder = folder;
    }

    /**
     * Of files that have been read.
     *
     * @param languages in whose sentences rules are said
     * @param locale in which they are said
     */
    static List<Thing> of(RulebookFolder folder, RulebookContent content, Languages languages, String locale) {
        Things all = new Things(folder);
        all.rules(content, languages, locale);
        for (String path : folder.paths()) {
            all.file(path);
        }
        return all.things;
    }

    private void rules(RulebookContent content, Languages languages, String locale) {
        for (Step step : Step.values()) {
            SentenceWriter writer = content.writer(step, locale, languages);
            for (Rule rule : content.rules()) {
                if (rule.step() == step) {
                    things.add(new Thing("rule", rule.name(), rule.place(), RuleFields.of(rule, writer)));
                }
            }
        }
    }

    private void file(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals(VOCABULARY)) {
            YamlNode.read(path, folder.text(path), new Findings()).entries().forEach(this::section);
        } else if (path.equals("rulebook.yaml") || path.equals("experiments.yaml")) {
            YamlNode.read(path, folder.text(path), new Findings())
                    .entries()
                    .forEach((id, node) -> declaration("setting", id, node));
        } else if (path.endsWith(".cases.csv")) {
            table("case", path, "", "case");
        } else if (path.equals("offers/offers.csv")) {
            table("offer", path, "", "id");
        } else if (path.equals("offers/treatments.csv")) {
            table("treatment", path, "", "offer", "placement", "variant");
        } else if (name.startsWith("content.") && path.startsWith("offers/")) {
            table("content", path, name.replaceAll("^content\\.|\\.csv$", ""), "offer", "variant");
        } else if (path.equals("policy/caps.csv")) {
            table("cap", path, "", "id");
        } else if (path.equals("arbitration/weights.csv")) {
            table("weight", path, "", "scope", "subject");
        } else if (path.endsWith(".dsl")) {
            sentences(path);
        }
    }

    private void section(String section, YamlNode node) {
        String part = SECTIONS.getOrDefault(section, section);
        if (node.isList()) {
            List<String> order = new ArrayList<>();
            for (YamlNode item : node.items()) {
                String id = item.get("id").map(YamlNode::text).orElse("");
                declaration(part, id, item);
                order.add(id);
            }
            things.add(new Thing(
                    "order", section, node.namePlace(), List.of(new Field("order", String.join(", ", order)))));
        } else {
            node.entries().forEach((id, declared) -> declaration(part, id, declared));
        }
    }

    private void declaration(String part, String id, YamlNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        flatten("", node, values);
        List<Field> fields = new ArrayList<>();
        values.forEach((path, value) -> fields.add(new Field(path.isEmpty() ? "value" : path, value)));
        things.add(new Thing(part, id, node.isMissing() ? Place.of(VOCABULARY, 1, 1) : node.namePlace(), fields));
    }

    private static void flatten(String path, YamlNode node, Map<String, String> values) {
        if (node.isMap()) {
            node.entries().forEach((name, value) -> flatten(path.isEmpty() ? name : path + "." + name, value, values));
        } else if (node.isList()) {
            List<YamlNode> items = node.items();
            if (items.stream().noneMatch(item -> item.isMap() || item.isList())) {
                values.put(path, items.stream().map(YamlNode::text).collect(Collectors.joining(", ")));
            } else {
                for (int i = 0; i < items.size(); i++) {
                    flatten(path + "[" + (i + 1) + "]", items.get(i), values);
                }
            }
        } else {
            values.put(path, node.text());
        }
    }

    /** A row is known by the cells of its key, and of a file of content by its locale. */
    private void table(String part, String path, String locale, String... key) {
        List<String> keys = Arrays.asList(key);
        Table table = Table.read(path, folder.text(path), new Findings());
        for (Table.Row row : table.rows()) {
            String id =
                    keys.stream().map(row::get).filter(cell -> !cell.isEmpty()).collect(Collectors.joining(" · "));
            List<Field> fields = table.columns().stream()
                    .filter(column -> !keys.contains(column) && !row.get(column).isEmpty())
                    .map(column -> new Field(column, row.get(column)))
                    .toList();
            things.add(
                    new Thing(part, locale.isEmpty() ? id : id + " (" + locale + ")", row.place(keys.get(0)), fields));
        }
    }

    private void sentences(String path) {
        List<String> lines = folder.text(path).lines().toList();
        String language = path.replaceAll("^.*/|\\.dsl$", "");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("[")) {
                things.add(new Thing("sentence", line + " (" + language + ")", Place.of(path, i + 1, 1), List.of()));
            }
        }
    }
}
