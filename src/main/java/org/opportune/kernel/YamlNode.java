package org.opportune.kernel;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A place in a YAML file that knows its line and column, so that every mistake in it can be shown. Nothing is constructed from tags;
 * aliases, nesting and size are bounded. What is wrong goes to the findings, and reading goes on.
 */
public final class YamlNode {
    private final String file;
    private final @Nullable Node node;
    private final @Nullable Node name;
    private final Findings findings;

    private YamlNode(String file, @Nullable Node node, Findings findings) {
        this(file, node, node, findings);
    }

    /**
     * @param name under which it stands in a map; itself where it has none
     */
    private YamlNode(String file, @Nullable Node node, @Nullable Node name, Findings findings) {
        this.file = file;
        this.node = node;
        this.name = name;
        this.findings = findings;
    }

    public static YamlNode read(String file, String text, Findings findings) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(YamlBounds.MOST_REFERENCES);
        options.setNestingDepthLimit(YamlBounds.DEEPEST);
        options.setCodePointLimit(5_000_000);
        options.setAllowDuplicateKeys(false);
        try {
            Finding beyond = YamlBounds.beyond(file, new Yaml(options).parse(new StringReader(text)));
            if (beyond != null) {
                findings.add(beyond);
                return new YamlNode(file, null, new Findings());
            }
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) {
                findings.in(Kind.YAML, Place.of(file, 1, 1), "the file is empty");
            }
            YamlNode read = new YamlNode(file, root, root == null ? new Findings() : findings);
            read.checkNames();
            return read;
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            findings.in(
                    Kind.YAML,
                    mark == null ? Place.of(file, 1, 1) : Place.of(file, mark.getLine() + 1, mark.getColumn() + 1),
                    "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            findings.in(Kind.YAML, Place.of(file, 1, 1), "not YAML: " + e.getMessage());
        }
        return new YamlNode(file, null, new Findings()); // that all is missing in it says nothing more
    }

    /** Once for the whole file, since its parts are asked for their entries more than once. */
    private void checkNames() {
        visit(node, part -> {
            Set<String> names = new HashSet<>();
            for (NodeTuple tuple : part instanceof MappingNode map ? map.getValue() : List.<NodeTuple>of()) {
                YamlNode name = new YamlNode(file, tuple.getKeyNode(), findings);
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    name.fail("a name must be plain text");
                } else if (!names.add(key.getValue())) {
                    name.fail("'" + Nearest.shorten(key.getValue()) + "' stands here twice");
                }
            }
        });
    }

    /** With a finding at each text in this that has a line break or another control character, which YAML has escapes and layouts for. */
    public void checkOneLine() {
        visit(node, part -> {
            if (part instanceof ScalarNode scalar && scalar.getValue().chars().anyMatch(Character::isISOControl)) {
                findings.in(
                        Kind.HIDDEN_CHARACTER,
                        new YamlNode(file, scalar, findings).place(),
                        "'" + Nearest.shorten(scalar.getValue())
                                + "' has a line break, a tab or another character that is not drawn; write it on one line, without it");
            }
        });
    }

    /** Every node of a file, names before their values; what is referred to twice is visited once. */
    private static void visit(@Nullable Node root, Consumer<Node> visitor) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>();
        if (root != null) {
            open.push(root);
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (!seen.add(node)) {
                continue;
            }
            visitor.accept(node);
            List<Node> parts = new ArrayList<>();
            if (node instanceof MappingNode map) {
                map.getValue().forEach(tuple -> {
                    parts.add(tuple.getKeyNode());
                    parts.add(tuple.getValueNode());
                });
            } else if (node instanceof SequenceNode sequence) {
                parts.addAll(sequence.getValue());
            }
            Collections.reverse(parts);
            parts.forEach(open::push);
        }
    }

    /** The entries of a map in the order of the file; a finding when this is something else. */
    public Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        if (node == null) {
            return entries;
        }
        if (!(node instanceof MappingNode map)) {
            fail("expected a map of names");
            return entries;
        }
        for (NodeTuple tuple : map.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entries.putIfAbsent(key.getValue(), new YamlNode(file, tuple.getValueNode(), key, findings));
            }
        }
        return entries;
    }

    /** Like {@link #entries()}, with a finding at each name that is not among the known ones. */
    public Map<String, YamlNode> entries(Set<String> known) {
        Map<String, YamlNode> entries = entries();
        entries.forEach((name, value) -> {
            if (!known.contains(name)) {
                value.failName(Nearest.unknown("name", name, known));
            }
        });
        return entries;
    }

    public List<YamlNode> items() {
        List<YamlNode> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> items.add(new YamlNode(file, item, findings)));
        } else if (node != null) {
            fail("expected a list");
        }
        return items;
    }

    /** The entry of that name; a finding here when it is missing. */
    public YamlNode required(String name) {
        return get(name).orElseGet(() -> {
            fail("'" + name + "' is missing");
            return new YamlNode(file, null, findings);
        });
    }

    public Optional<YamlNode> get(String name) {
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name)) {
                    return Optional.of(new YamlNode(file, tuple.getValueNode(), key, findings));
                }
            }
        }
        return Optional.empty();
    }

    /** The plain text; empty with a finding when this is a map or a list. */
    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (node != null) {
            fail("expected one value");
        }
        return "";
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isMissing() {
        return node == null;
    }

    public boolean flag() {
        String text = text();
        if (!text.equals("true") && !text.equals("false") && node != null) {
            fail("'" + Nearest.shorten(text) + "' is neither true nor false");
        }
        return text.equals("true");
    }

    /** A whole number within bounds; the lower bound with a finding when it is not one. */
    public int number(int least, int most) {
        String text = text();
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with the bounds
        }
        fail("'" + Nearest.shorten(text) + "' is not a whole number from " + least + " to " + most);
        return least;
    }

    /** A finding about the name under which this stands. */
    public void failName(String message) {
        findings.in(Kind.DECLARATION, namePlace(), message);
    }

    /** Where the name stands under which this does. */
    public Place namePlace() {
        return name == null
                ? Place.of(file, 1, 1)
                : Place.of(
                        file,
                        name.getStartMark().getLine() + 1,
                        name.getStartMark().getColumn() + 1);
    }

    public void fail(String message) {
        findings.add(finding(message));
    }

    public Finding finding(String message) {
        return Finding.in(Kind.DECLARATION, place(), message);
    }

    public Place place() {
        return Place.of(file, line(), column());
    }

    public int line() {
        return node == null ? 1 : node.getStartMark().getLine() + 1;
    }

    public int column() {
        return node == null ? 1 : node.getStartMark().getColumn() + 1;
    }
}
