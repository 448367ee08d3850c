package org.opportune.rulebook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;
import org.drools.drl.parser.lang.dsl.DSLTokenizedMappingFile;
import org.drools.drl.parser.lang.dsl.DefaultExpander;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaGroup;
import org.kie.api.time.SessionPseudoClock;
import org.opportune.model.Row;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Facts;

/** What happens when a source goes to the engine as it is: no intake, no reader and no model of ours stands before it, only the given layers. */
final class RawRules {
    private static final int MOST_FIRINGS = 1_000;

    private final Facts facts;
    private final Layers layers;
    private final RowForm rowForm;

    RawRules(Facts facts, Layers layers) {
        this.facts = facts;
        this.layers = layers;
        this.rowForm = new RowForm(facts);
    }

    /** In a word or two. */
    String run(RawSource source) {
        String drl;
        try {
            drl = drl(source);
        } catch (Exception | StackOverflowError e) {
            return "not read: " + e.getClass().getSimpleName();
        }
        return run(source.inRowForm() ? rowForm.of(drl) : drl);
    }

    /** The readers that a stock engine brings. */
    private static String drl(RawSource source) throws IOException {
        return switch (source.format()) {
            case "csv" -> table(source, InputType.CSV);
            case "xlsx" -> table(source, InputType.XLS);
            case "dslr" -> {
                DSLTokenizedMappingFile words = new DSLTokenizedMappingFile();
                words.parseAndLoad(new StringReader(source.words()));
                DefaultExpander expander = new DefaultExpander();
                expander.addDSLMapping(words.getMapping());
                String text = new String(source.bytes(), StandardCharsets.UTF_8);
                yield expander.expand(text.replaceFirst("(?m)^expander .*$", "")); // which its parser does not know
            }
            default -> new String(source.bytes(), StandardCharsets.UTF_8);
        };
    }

    private static String table(RawSource source, InputType type) {
        return new SpreadsheetCompiler().compile(new ByteArrayInputStream(source.bytes()), type);
    }

    private String run(String drl) {
        RowClasses classes = layers.rows(facts);
        try {
            EngineBuild.Built built =
                    layers.build(facts, classes, null).build(new EnumMap<>(Map.of(RowForm.step(drl), drl)));
            if (built.loaded() == null) {
                return built.violations().isEmpty()
                        ? "not compiled"
                        : "forbidden: " + built.violations().get(0).what();
            }
            Set<Step> steps = Set.of(Step.values());
            try (CompiledRules rules = new CompiledRules(built.loaded(), facts, steps, Map.of())) {
                for (boolean known : new boolean[] {true, false}) {
                    fire(rules, known);
                }
            }
            return "fired";
        } catch (Exception | LinkageError | StackOverflowError e) {
            return "threw " + e.getClass().getSimpleName();
        }
    }

    private void fire(CompiledRules rules, boolean known) {
        KieSession session = rules.session();
        try {
            for (Step step : Step.values()) {
                try {
                    session.setGlobal(step.global(), new Silent());
                } catch (RuntimeException e) {
                    // the source does not have it
                }
                CompiledRules.RowMaker maker = rules.maker(step);
                Row row = new Row(
                        values(facts.customer(), known),
                        values(facts.context(), known),
                        values(facts.classification(), known),
                        values(facts.offer(), known));
                session.insert(maker.of(maker.shape().values(row)));
            }
            session.fireAllRules(MOST_FIRINGS);
            for (Step step : Step.values()) {
                AgendaGroup group = session.getAgenda().getAgendaGroup(step.folder());
                if (group != null) {
                    group.setFocus();
                    session.fireAllRules(MOST_FIRINGS);
                }
            }
            ((SessionPseudoClock) session.getSessionClock()).advanceTime(10, TimeUnit.SECONDS);
            session.fireAllRules(MOST_FIRINGS);
        } finally {
            session.dispose();
        }
    }

    private static FactValues values(FactShape shape, boolean known) {
        return EveryConstruct.values(shape, known);
    }

    private static final class Silent implements Classify, Offers, Policy, Rank {
        @Override
        public void stage(String id) {}

        @Override
        public void segment(String id) {}

        @Override
        public void score(String id, double points, String because) {}

        @Override
        public void propose(String id) {}

        @Override
        public void suppress(Object offer, String code, String because) {}

        @Override
        public void value(Object offer, double value) {}

        @Override
        public void weight(Object offer, double factor, String because) {}

        @Override
        public void propensity(Object offer, double propensity) {}
    }
}
