package org.opportune.releases;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.classification.Classification;
import org.opportune.classification.Classifier;
import org.opportune.decision.Decider;
import org.opportune.eligibility.Eligibility;
import org.opportune.eligibility.Proposed;
import org.opportune.intake.Table;
import org.opportune.kernel.Findings;
import org.opportune.kernel.HiddenCharacters;
import org.opportune.kernel.Problem;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.profile.Profile;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;

/**
 * Makes a case of what is known of a stored customer, without what is personal: attributes that the vocabulary calls so, and features that tell of them; and
 * without texts that are not safe in a file that others open. What
 * it expects is what the rules that decide now make of the facts that are left.
 */
final class CaseMaker {
    private static final String CASE = "case";
    private static final String RULES = "rules";

    private final Rulebook rulebook;
    private final Decider decider;

    CaseMaker(Decider decider) {
        this.decider = decider;
        this.rulebook = decider.rulebook();
    }

    MadeCase of(Profile customer, Instant at, Step step, @Nullable String sentence) {
        Snapshot snapshot = decider.snapshots().of(customer, at);
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(CASE, "");
        cells.put(RULES, "");
        List<String> leftOut = new ArrayList<>();
        Map<String, Object> facts = new HashMap<>(CaseReader.defaults(rulebook.vocabulary()));
        snapshot.customer().known().forEach((name, value) -> {
            if (rulebook.vocabulary().isPersonal(name) || (value instanceof String text && !isPlain(text))) {
                leftOut.add(name);
            } else if (!value.equals(facts.put(name, value))) {
                cells.put("customer." + name, cell(value));
            }
        });
        FactValues known = FactValues.of(rulebook.facts().customer(), facts);
        FactValues context = CaseReader.context(rulebook.facts(), Map.of("known", true));
        Classification classification;
        Set<String> fired;
        try (RuleSession session = rulebook.open()) {
            classification = new Classifier(rulebook).classify(session, known, context);
            if (step == Step.CLASSIFICATION) {
                fired = classification.fired();
                expect(classification, "expect.", cells);
            } else {
                Proposed proposed = new Eligibility(rulebook).propose(session);
                fired = proposed.fired();
                expect(classification, "classification.", cells);
                cells.put("expect.offers", String.join("|", proposed.offers().keySet()));
            }
        }
        String stage = classification.stage();
        cells.put(
                CASE,
                sentence == null
                        ? "A customer in " + stage + ", as of " + at.toString().substring(0, 10)
                        : sentence);
        cells.put(RULES, names(fired));
        String own = decider.flow().classify(snapshot).stage();
        return new MadeCase(file(step), cells, leftOut, stage, own.equals(stage) ? null : own);
    }

    private static String file(Step step) {
        return step.folder() + "/customers.cases.csv";
    }

    /** What people typed may not come into a file that others open: characters that nobody sees, and what a spreadsheet would reckon. */
    private static boolean isPlain(String text) {
        return HiddenCharacters.CONTENT.first(text) == null && (text.isEmpty() || "=+-@".indexOf(text.charAt(0)) < 0);
    }

    private void expect(Classification classification, String prefix, Map<String, String> cells) {
        cells.put(prefix + "stage", classification.stage());
        if (!classification.segments().isEmpty()) {
            cells.put(
                    prefix + "segments",
                    String.join("|", classification.segments().keySet()));
        }
        classification.scores().forEach((id, score) -> {
            cells.put(prefix + id, Integer.toString(score.points()));
            if (score.level() != null && prefix.equals("classification.")) {
                cells.put(prefix + id + "Level", score.level());
            }
        });
    }

    /** Empty when a name has the separator in it. */
    private String names(Set<String> fired) {
        List<String> names = rulebook.rules().stream()
                .map(Rule::name)
                .filter(name -> fired.contains(rulebook.reason(name).code()))
                .toList();
        boolean isPlain = names.size() == 1 || names.stream().noneMatch(name -> name.contains("|"));
        return names.isEmpty() ? CaseReader.NONE : isPlain ? String.join("|", names) : "";
    }

    private static String cell(Object value) {
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        } else if (value instanceof Collection<?> choices) {
            return String.join(
                    "|", choices.stream().map(String::valueOf).sorted().toList());
        }
        return value.toString();
    }

    /** The table with one more row, and with the columns that it needs. */
    static String add(String path, @Nullable String table, Map<String, String> cells) {
        Set<String> columns = new LinkedHashSet<>(List.of(CASE, RULES));
        List<Map<String, String>> rows = new ArrayList<>();
        if (table != null) {
            Findings findings = Findings.ofRulebook();
            Table read = Table.read(path, table, findings);
            if (!findings.isEmpty()) {
                throw Problem.invalid(findings.list());
            }
            columns.addAll(read.columns());
            for (Table.Row row : read.rows()) {
                Map<String, String> kept = new HashMap<>();
                read.columns().forEach(column -> kept.put(column, row.get(column)));
                rows.add(kept);
            }
        }
        columns.addAll(cells.keySet());
        rows.add(cells);
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(columns);
            rows.forEach(row -> writer.writeRecord(
                    columns.stream().map(column -> row.getOrDefault(column, "")).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("a text is written to memory", e);
        }
        return text.toString();
    }
}
