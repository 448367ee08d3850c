package org.opportune.releases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.RulebookFolder;
import org.opportune.intake.Table;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Type;
import org.opportune.vocabulary.ValueReader;

/** Reads the cases that stand beside the rules. */
final class CaseReader {
    private final Rulebook rulebook;
    private final Findings findings;
    private final Set<String> rules = new TreeSet<>();
    private final Set<String> expectations = new TreeSet<>(List.of("stage", "segments", "offers"));

    CaseReader(Rulebook rulebook, Findings findings) {
        this.rulebook = rulebook;
        this.findings = findings;
        rulebook.rules().stream().map(Rule::name).forEach(rules::add);
        rulebook.facts().classification().names().stream()
                .filter(name -> !name.equals("stage"))
                .forEach(expectations::add);
    }

    List<Case> read(RulebookFolder folder) {
        List<Case> cases = new ArrayList<>();
        for (String path : folder.paths()) {
            for (Step step : Step.values()) {
                if (path.startsWith(step.folder() + "/") && path.endsWith(".cases.csv")) {
                    read(path, step, Table.read(path, folder.text(path), findings), cases);
                }
            }
        }
        return cases;
    }

    private void read(String path, Step step, List<Table.Row> rows, List<Case> cases) {
        for (Table.Row row : rows) {
            Map<String, @Nullable Object> customer = defaults();
            Map<String, @Nullable Object> context = new HashMap<>(Map.of("known", true));
            Map<String, @Nullable Object> classification = new HashMap<>(Map.of("segments", new TreeSet<String>()));
            Map<String, String> expected = new LinkedHashMap<>();
            for (String column : row.columns()) {
                String cell = row.get(column);
                String[] parts = column.split("\\.", 2);
                switch (parts[0]) {
                    case "case", "rules" -> {}
                    case "customer" -> fact(row, column, rulebook.facts().customer(), customer);
                    case "context" -> fact(row, column, rulebook.facts().context(), context);
                    case "classification" -> fact(row, column, rulebook.facts().classification(), classification);
                    case "expect" -> {
                        if (!expectations.contains(parts[parts.length - 1])) {
                            row.fail(column, Nearest.unknown("expectation", column, expectations));
                        } else if (!cell.isEmpty()) {
                            expected.put(parts[parts.length - 1], cell);
                        }
                    }
                    default ->
                        row.fail(
                                column,
                                Nearest.unknown(
                                        "column",
                                        column,
                                        List.of(
                                                "case",
                                                "rules",
                                                "customer.…",
                                                "context.…",
                                                "classification.…",
                                                "expect.…")));
                }
            }
            cases.add(new Case(
                    path,
                    row.line(),
                    row.get("case"),
                    step,
                    names(row),
                    FactValues.of(rulebook.facts().customer(), customer),
                    FactValues.of(rulebook.facts().context(), context),
                    FactValues.of(rulebook.facts().classification(), classification),
                    expected));
        }
    }

    private List<String> names(Table.Row row) {
        List<String> names = row.get("rules").isEmpty()
                ? List.of()
                : Arrays.stream(row.get("rules").split("\\|"))
                        .map(String::strip)
                        .toList();
        names.stream()
                .filter(name -> !rules.contains(name))
                .forEach(name -> row.fail("rules", Nearest.unknown("rule", name, rules)));
        return names;
    }

    /** A customer of whom nothing happened: what counts is zero, everything else unknown. */
    private Map<String, @Nullable Object> defaults() {
        Map<String, @Nullable Object> values = new HashMap<>();
        rulebook.vocabulary().features().forEach((name, feature) -> {
            if (feature.kind().isNeverUnknown()) {
                values.put(name, feature.kind() == Feature.Kind.SUM ? (Object) 0.0 : (Object) 0);
            }
        });
        return values;
    }

    private void fact(Table.Row row, String column, FactShape shape, Map<String, @Nullable Object> values) {
        String name = column.substring(column.indexOf('.') + 1);
        String cell = row.get(column);
        if (!shape.has(name)) {
            row.fail(column, Nearest.unknown("property of " + shape.name(), name, shape.names()));
        } else if (!cell.isEmpty()) {
            Findings wrong = new Findings();
            Object value = new ValueReader(rulebook.terms().rates())
                    .read(property(shape, name), ValueReader.cell(property(shape, name), cell), "", wrong);
            wrong.list().forEach(finding -> row.fail(column, finding.message()));
            values.put(name, value == null ? null : ValueReader.fact(value));
        }
    }

    /** The declared property where there is one, so that choices are checked; else one of the fact's type. */
    private Property property(FactShape shape, String name) {
        Property declared = shape == rulebook.facts().customer()
                ? rulebook.vocabulary().attributes().get(name)
                : shape == rulebook.facts().context()
                        ? rulebook.vocabulary().context().get(name)
                        : null;
        if (declared != null && declared.type() != Type.MONEY) {
            return declared;
        }
        Map<String, Label> choices = new LinkedHashMap<>();
        Type type = shape.type(name) == Type.MONEY ? Type.NUMBER : shape.type(name);
        if (name.equals("segments")) {
            choices.putAll(labels(rulebook.vocabulary().segments().keySet()));
        } else if (name.equals("stage")) {
            type = Type.CHOICE;
            choices.putAll(labels(rulebook.vocabulary().stageIds()));
        } else if (name.equals("channel")) {
            type = Type.CHOICE;
            choices.putAll(rulebook.vocabulary().channels());
        } else if (type == Type.CHOICE) {
            type = Type.TEXT;
        }
        return new Property(name, type, Label.of(name), choices, false, false, null, null, Map.of());
    }

    private static Map<String, Label> labels(Iterable<String> ids) {
        Map<String, Label> labels = new LinkedHashMap<>();
        ids.forEach(id -> labels.put(id, Label.of(id)));
        return labels;
    }
}
