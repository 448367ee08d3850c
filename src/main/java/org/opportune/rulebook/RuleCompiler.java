package org.opportune.rulebook;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Canonical;
import org.opportune.model.RowIndex;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.vocabulary.Facts;

/**
 * Compiles canonical DRL, one text a step, into Drools' executable model. The rows of large tables stay data: an index answers them, since a class a row
 * would take minutes to build and say nothing that the index does not.
 */
final class RuleCompiler {
    private static final Logger LOG = Logger.getLogger(RuleCompiler.class.getName());
    /** Rows of one table from which on it is answered by the index. */
    private static final int LARGE_TABLE = 500;

    private final Facts facts;
    private final EngineBuild build;
    private final Findings findings;

    RuleCompiler(Facts facts, EngineBuild build, Findings findings) {
        this.facts = facts;
        this.build = build;
        this.findings = findings;
    }

    /**
     * Null with findings when something does not compile, which is a defect of ours: what was read should compile.
     *
     * @param made classes that were made of these rules before; null to make them
     */
    @Nullable
    CompiledRules compile(List<Rule> rules, @Nullable RuleClasses made) {
        Set<Rule> indexed = indexed(rules);
        Map<Step, List<Rule>> engine = byStep(rules, indexed, false);
        Map<Step, RowIndex> indexes = new EnumMap<>(Step.class);
        byStep(rules, indexed, true).forEach((step, rows) -> indexes.put(step, new RowIndex(rows)));
        try {
            EngineBuild.Built built = made == null ? build.build(texts(engine)) : build.load(made);
            if (built.loaded() != null) {
                Set<Step> steps = engine.isEmpty() ? Set.of() : EnumSet.copyOf(engine.keySet());
                CompiledRules compiled = new CompiledRules(built.loaded(), facts, steps, indexes);
                int wanted = engine.values().stream().mapToInt(List::size).sum();
                if (compiled.count() == wanted) {
                    return compiled;
                }
                compiled.close();
                refuse(engine, null, 0, "it has " + compiled.count() + " of " + wanted + " rules");
            }
            built.errors().forEach(error -> refuse(engine, error.getPath(), error.getLine(), error.getText()));
            built.violations().forEach(violation -> refuse(rules, violation));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.FINE, "the rule compiler gave up", e);
            refuse(engine, null, 0, String.valueOf(e.getMessage()));
        }
        return null;
    }

    private static Map<Step, String> texts(Map<Step, List<Rule>> engine) {
        Map<Step, String> texts = new EnumMap<>(Step.class);
        engine.forEach((step, own) -> texts.put(step, Canonical.print(step, own)));
        return texts;
    }

    private void refuse(List<Rule> rules, ByteCodeCheck.Violation violation) {
        Rule culprit = rules.stream()
                .filter(rule -> rule.name().equals(violation.rule()))
                .findFirst()
                .orElse(null);
        findings.in(
                Kind.FORBIDDEN_CODE,
                culprit == null ? Place.of("rules", 1, 1) : culprit.place(),
                "what the engine made of " + (culprit == null ? "the rules" : "the rule '" + culprit.name() + "'")
                        + " has " + violation.what() + ", which no rule needs; nothing was loaded. Please report this");
    }

    private static Map<Step, List<Rule>> byStep(List<Rule> rules, Set<Rule> indexed, boolean wanted) {
        Map<Step, List<Rule>> byStep = new EnumMap<>(Step.class);
        for (Rule rule : rules) {
            if (indexed.contains(rule) == wanted) {
                byStep.computeIfAbsent(rule.step(), step -> new ArrayList<>()).add(rule);
            }
        }
        return byStep;
    }

    /** The rules of large tables; a group stays together, in the engine when one of its rules is there. */
    private static Set<Rule> indexed(List<Rule> rules) {
        Map<String, Integer> sizes = new HashMap<>();
        rules.forEach(rule -> sizes.merge(rule.place().file(), 1, Integer::sum));
        Set<Rule> indexed = new HashSet<>();
        Set<String> inEngine = new HashSet<>();
        for (Rule rule : rules) {
            String file = rule.place().file();
            boolean table = file.endsWith(".csv") || file.endsWith(".xlsx");
            if (table && sizes.getOrDefault(file, 0) >= LARGE_TABLE) {
                indexed.add(rule);
            } else if (rule.group() != null) {
                inEngine.add(rule.step() + "/" + rule.group());
            }
        }
        indexed.removeIf(rule -> rule.group() != null && inEngine.contains(rule.step() + "/" + rule.group()));
        return indexed;
    }

    private void refuse(Map<Step, List<Rule>> engine, @Nullable String path, int line, String text) {
        Rule culprit = null;
        for (Map.Entry<Step, List<Rule>> step : engine.entrySet()) {
            if (path != null && path.contains("/" + step.getKey().folder() + "/")) {
                culprit = at(step.getKey(), step.getValue(), line);
            }
        }
        Place place = culprit == null ? Place.of("rules", 1, 1) : culprit.place();
        findings.in(
                Kind.NOT_COMPILED,
                place,
                "the engine does not compile " + (culprit == null ? "the rules" : "the rule '" + culprit.name() + "'")
                        + ": " + text.strip());
    }

    /** The rule whose canonical text holds a line. */
    private static @Nullable Rule at(Step step, List<Rule> rules, int line) {
        long above = Canonical.header(step).lines().count();
        for (Rule rule : rules) {
            above += 1 + Canonical.print(rule).lines().count();
            if (line <= above) {
                return rule;
            }
        }
        return null;
    }
}
