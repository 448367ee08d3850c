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
import org.opportune.eligibility.OfferFacts;
import org.opportune.intake.RulebookFolder;
import org.opportune.intake.Table;
import org.opportune.intake.WrittenNumber;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.releases.Case.Expected;
import org.opportune.rulebook.RulebookContent;
import org.opportune.vocabulary.Bounds;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Type;
import org.opportune.vocabulary.ValueReader;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.VocabularyReader;

/** Reads the cases that stand beside the rules. */
final class CaseReader {
    /** In the column of rules: no rule fires. */
    static final String NONE = VocabularyReader.NONE;
    /** The instant of a case that says none. */
    private static final LocalDate SOME_DAY = LocalDate.of(2026, 1, 15);

    private static final List<String> COLUMNS =
            List.of("case", "rules", "customer.…", "context.…", "classification.…", "offer.…", "expect.…");

    private final RulebookContent content;
    private final boolean isWhole;
    private final Findings findings;
    private final Expectations expectations;
    private final Set<String> rules = new TreeSet<>();

    /** @param isWhole whether the files beside the cases have no mistakes, so that rules and offers that are not found are none */
    CaseReader(RulebookContent content, boolean isWhole, Findings findings) {
        this.content = content;
        this.isWhole = isWhole;
        this.findings = findings;
        this.expectations = new Expectations(content, isWhole);
        content.rules().stream().map(Rule::name).forEach(rules::add);
    }

    /** The cases that have no mistake. */
    List<Case> read(RulebookFolder folder) {
        List<Case> cases = new ArrayList<>();
        for (String path : folder.paths()) {
            for (Step step : Step.values()) {
                if (path.startsWith(step.folder() + "/") && path.endsWith(".cases.csv")) {
                    cases.addAll(read(path, folder.text(path), step));
                }
            }
        }
        return cases;
    }

    private List<Case> read(String path, String text, Step step) {
        int mistakes = findings.size();
        Table table = Table.read(path, text, findings);
        List<String> columns = table.columns().stream()
                .filter(column -> isKnown(table, column, step))
                .toList();
        boolean isRight = findings.size() == mistakes;
        List<Case> cases = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            int before = findings.size();
            Case each = read(row, columns, step);
            if (isRight && findings.size() == before) {
                cases.add(each);
            }
        }
        return cases;
    }

    private boolean isKnown(Table table, String column, Step step) {
        String name = column.substring(column.indexOf('.') + 1);
        FactShape shape =
                switch (column.replaceFirst("\\..*", "")) {
                    case "customer" -> content.facts().customer();
                    case "context" -> content.facts().context();
                    case "classification" -> content.facts().classification();
                    case "offer" -> step.hasOffer() ? content.facts().offer() : null;
                    default -> null;
                };
        String wrong = "";
        if (shape != null) {
            wrong = shape.find(name).isPresent()
                    ? ""
                    : Nearest.unknown("property of " + shape.name(), name, shape.names());
        } else if (column.startsWith(Expectations.PREFIX)) {
            wrong = expectations.wrong(name, step);
        } else if (!column.equals("case") && !column.equals("rules")) {
            List<String> known = new ArrayList<>(COLUMNS);
            known.removeIf(one -> one.startsWith("offer.") && !step.hasOffer());
            wrong = Nearest.unknown("column", column, known);
        }
        if (!wrong.isEmpty()) {
            table.fail(column, wrong);
        }
        return wrong.isEmpty();
    }

    private Case read(Table.Row row, List<String> columns, Step step) {
        Map<String, @Nullable Object> customer = new HashMap<>(defaults(content.vocabulary()));
        Map<String, @Nullable Object> context = new HashMap<>(Map.of("known", true));
        Map<String, @Nullable Object> classification = new HashMap<>(Map.of("segments", new TreeSet<String>()));
        Map<String, @Nullable Object> offer = new HashMap<>();
        Map<String, Expected> expected = new LinkedHashMap<>();
        for (String column : columns) {
            String name = column.substring(column.indexOf('.') + 1);
            if (row.get(column).isEmpty()) {
                continue;
            }
            switch (column.replaceFirst("\\..*", "")) {
                case "customer" -> fact(row, column, content.facts().customer(), customer);
                case "context" -> fact(row, column, content.facts().context(), context);
                case "classification" -> fact(row, column, content.facts().classification(), classification);
                case "offer" -> fact(row, column, content.facts().offer(), offer);
                case "expect" -> {
                    expectations.check(row, column, name, step);
                    expected.put(name, new Expected(row.place(column), row.get(column)));
                }
                default -> {}
            }
        }
        return new Case(
                row.place("case"),
                row.get("case"),
                step,
                names(row),
                row.get("rules").equals(NONE),
                row.place("rules"),
                FactValues.of(content.facts().customer(), customer),
                context(content.facts(), context),
                FactValues.of(content.facts().classification(), classification),
                FactValues.of(content.facts().offer(), step.hasOffer() ? candidate(offer) : offer),
                expected);
    }

    /** What a case does not say of its candidate is what the catalogue says of that offer, and the vocabulary of that placement. */
    private Map<String, @Nullable Object> candidate(Map<String, @Nullable Object> said) {
        Object variant = said.get("variant");
        Map<String, @Nullable Object> candidate = new HashMap<>(OfferFacts.values(
                content.vocabulary(),
                content.catalogue().offers().get(String.valueOf(said.get("id"))),
                said.get("placement") instanceof String placement ? placement : null,
                variant instanceof String text ? text : ""));
        candidate.putAll(said);
        return candidate;
    }

    private List<String> names(Table.Row row) {
        String cell = row.get("rules");
        if (cell.isEmpty() || cell.equals(NONE)) {
            return List.of();
        } else if (rules.contains(cell)) {
            return List.of(cell); // a name may have the separator in it
        }
        List<String> names = Arrays.stream(cell.split("\\|")).map(String::strip).toList();
        names.stream()
                .filter(name -> isWhole && !rules.contains(name))
                .forEach(name -> row.fail("rules", Nearest.unknown("rule", name, rules)));
        return names;
    }

    /** A customer of whom nothing happened: what counts is zero, everything else unknown. */
    static Map<String, Object> defaults(Vocabulary vocabulary) {
        Map<String, Object> values = new HashMap<>();
        vocabulary.features().forEach((name, feature) -> {
            if (feature.kind().isNeverUnknown()) {
                values.put(name, feature.kind() == Feature.Kind.SUM ? (Object) 0.0 : (Object) 0);
            }
        });
        return values;
    }

    /** A context of which only this is said: at noon of its day, or of some day. */
    static FactValues context(Facts facts, Map<String, ? extends @Nullable Object> said) {
        Map<String, @Nullable Object> context = new HashMap<>(said);
        LocalDate day = context.get("date") instanceof LocalDate date ? date : SOME_DAY;
        context.putIfAbsent("at", day.atTime(12, 0));
        return FactValues.of(facts.context(), context);
    }

    private void fact(Table.Row row, String column, FactShape shape, Map<String, @Nullable Object> values) {
        String cell = row.get(column);
        FactProperty fact =
                shape.find(column.substring(column.indexOf('.') + 1)).orElseThrow();
        Property property = property(fact);
        Findings wrong = new Findings();
        Object value =
                new ValueReader(content.terms().rates()).read(property, ValueReader.cell(property, cell), "", wrong);
        String hint =
                switch (property.type()) {
                    case NUMBER -> WrittenNumber.hint(cell);
                    case INTEGER -> WrittenNumber.hintOfWhole(cell);
                    default -> "";
                };
        wrong.list().forEach(finding -> row.fail(column, finding.message() + hint));
        values.put(fact.name(), value == null ? null : ValueReader.fact(value));
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
        Bounds bounds =
                fact.type() == Type.MONEY ? Bounds.NONE : new Bounds(whole(fact.minimum()), whole(fact.maximum()));
        return new Property(fact.name(), type, fact.label(), choices, bounds, false, false, null, null, Map.of());
    }

    private static @Nullable Integer whole(@Nullable Double bound) {
        return bound == null || Math.abs(bound) > Integer.MAX_VALUE ? null : (Integer) (int) (double) bound;
    }
}
