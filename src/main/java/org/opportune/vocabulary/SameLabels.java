package org.opportune.vocabulary;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;

/** Finds things of one kind that have the same label in a language, so that a sentence could mean either. */
final class SameLabels {
    private static final List<String> ALONE =
            List.of("context", "events", "segments", "scores", "channels", "placements", "campaigns", "purposes");

    private final Terms terms;
    private final YamlNode root;

    SameLabels(Terms terms, YamlNode root) {
        this.terms = terms;
        this.root = root;
    }

    void check() {
        Map<String, YamlNode> customer = labels("attributes");
        customer.putAll(labels("features"));
        check(customer);
        ALONE.forEach(part -> check(labels(part)));
        Map<String, YamlNode> stages = new LinkedHashMap<>();
        root.get("stages").filter(YamlNode::isList).ifPresent(part -> part.items()
                .forEach(node -> node.get("id")
                        .ifPresent(id -> node.get("label").ifPresent(label -> stages.put(id.text(), label)))));
        check(stages);
        for (String part : List.of("attributes", "context")) {
            entries(part).values().forEach(node -> node.get("choices").ifPresent(list -> check(list.entries())));
        }
    }

    private Map<String, YamlNode> entries(String part) {
        return root.get(part).filter(YamlNode::isMap).map(YamlNode::entries).orElse(Map.of());
    }

    private Map<String, YamlNode> labels(String part) {
        Map<String, YamlNode> labels = new LinkedHashMap<>();
        entries(part).forEach((id, node) -> node.get("label").ifPresent(label -> labels.put(id, label)));
        return labels;
    }

    private void check(Map<String, YamlNode> labels) {
        Set<String> told = new HashSet<>();
        for (String locale : terms.locales()) {
            Map<String, String> first = new HashMap<>();
            labels.forEach((id, label) -> label.get(locale)
                    .or(() -> label.get(terms.defaultLocale()))
                    .filter(text -> !text.isMap() && !text.isList())
                    .ifPresent(text -> {
                        String other = first.putIfAbsent(folded(text.text()), id);
                        if (other != null && told.add(id)) {
                            text.fail("'" + id + "' is called '" + Nearest.shorten(text.text()) + "' in '" + locale
                                    + "', as '" + other
                                    + "' is, and a sentence could mean either; give one of them another label");
                        }
                    }));
        }
    }

    private static String folded(String label) {
        return label.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
