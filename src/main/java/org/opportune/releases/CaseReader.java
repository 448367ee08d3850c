package org.opportune.releases;

import java.time.LocalDate;
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
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Type;
import org.opportune.vocabulary.ValueReader;

/** Reads the cases that stand beside the rules. */
final class CaseReader {
    private final Rulebook rulebook;
    /** In the column of rules: no rule fires. */
    private static final String NONE = "none";
    /** The instant of a case that says none. */
    private static final LocalDate SOME_DAY = LocalDate.of(2026, 1, 15);

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

    private void read(String path, Step step, Table table, List<Case> cases) {
        for (Table.Row row : table.rows()) {
            Map<String, @Nullable Object> customer = defaults();
            Map<String, @Nullable Object> context = new HashMap<>(Map.of("known", true));
            Map<String, @Nullable Object> classification = new HashMap<>(Map.of("segments", new TreeSet<String>()));
            Map<String, String> expected = new LinkedHashMap<>();
            for (String column : table.columns()) {
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
            LocalDate day = context.get("date") instanceof LocalDate date ? date : SOME_DAY;
            context.putIfAbsent("at", day.atTime(12, 0));
            cases.add(new Case(
                    path,
                    row.line(),
                    row.get("case"),
                    step,
                    names(row),
                    row.get("rules").equals(NONE),
                    FactValues.of(rulebook.facts().customer(), customer),
                    FactValues.of(rulebook.facts().context(), context),
                    FactValues.of(rulebook.facts().classification(), classification),
                    expected));
        }
    }

    private List<String> names(Table.Row row) {
        List<String> names = row.get("rules").isEmpty() || row.get("rules").equals(NONE)
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
        FactProperty fact = shape.find(name).orElse(null);
        if (fact == null) {
            row.fail(column, Nearest.unknown("property of " + shape.name(), name, shape.names()));
        } else if (!cell.isEmpty()) {
            Findings wrong = new Findings();
            Object value = new ValueReader(rulebook.terms().rates())
                    .read(property(fact), ValueReader.cell(property(fact), cell), "", wrong);
            wrong.list().forEach(finding -> row.fail(column, finding.message()));
            values.put(name, value == null ? null : ValueReader.fact(value));
        }
    }

    /** A property whose values are read and checked as the fact has them; an amount is in the base currency. */
    private static Property property(FactProperty fact) {
        Map<String, Label> choices = fact.choices() == null ? Map.of() : fact.choices();
        boolean chosen = fact.choices() != null;
        Type type = fact.type() == Type.MONEY
                ? Type.NUMBER
                : chosen && fact.type() == Type.TEXT
                        ? Type.CHOICE
                        : !chosen && fact.type() == Type.CHOICE ? Type.TEXT : fact.type();
        return new Property(fact.name(), type, fact.label(), choices, false, false, null, null, Map.of());
    }
}
