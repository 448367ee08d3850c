package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.drools.core.time.impl.PseudoClockScheduler;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.util.DateUtils;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.opportune.model.Interpreter;
import org.opportune.model.Quantity;
import org.opportune.model.Row;
import org.opportune.model.Said;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Facts;

/**
 * Drools as anybody has it, with a rule file of one step exactly as its author wrote it. It reads days such as {@code "2026-03-01"} only where the
 * property {@code drools.dateformat} tells it to, which holds for a whole JVM; the build sets it for the tests.
 */
final class StockEngine implements AutoCloseable {
    private static final String DAYS = "yyyy-MM-dd";

    static {
        System.setProperty("drools.dateformat", DAYS); // heard only when nothing asked for dates before
    }

    private final Step step;
    private final FactBeans beans;
    private final ReleaseId id;
    private final KieContainer container;
    private final KieSessionConfiguration configuration;

    StockEngine(Step step, Facts facts, String drl) {
        assertThat(DateUtils.getDateFormatMask()).isEqualTo(DAYS);
        this.step = step;
        this.beans = new FactBeans(facts);
        KieServices services = KieServices.get();
        this.id = services.newReleaseId("stock", "rules", UUID.randomUUID().toString());
        KieFileSystem system = services.newKieFileSystem().generateAndWritePomXML(id);
        system.write("src/main/resources/opportune/" + step.folder() + "/rules.drl", drl);
        List<String> errors = services
                .newKieBuilder(system, beans.classes())
                .buildAll(ExecutableModelProject.class)
                .getResults()
                .getMessages(Message.Level.ERROR)
                .stream()
                .map(error -> error.getLine() + ": "
                        + error.getText().lines().limit(5).toList())
                .toList();
        assertThat(errors).as(drl).isEmpty();
        this.container = services.newKieContainer(id, beans.classes());
        this.configuration = services.newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
    }

    /** What the rules say, each thing once. */
    Set<Said> run(Row row) {
        return new LinkedHashSet<>(says(row));
    }

    /** What the rules say, as often as they do. */
    List<Said> says(Row row) {
        KieSession session = container.getKieBase().newKieSession(configuration, null);
        try {
            Verbs verbs = new Verbs();
            session.addEventListener(verbs);
            session.setGlobal(step.global(), verbs);
            if (row.context() != null && row.context().get("at") instanceof LocalDateTime at) {
                PseudoClockScheduler clock = session.getSessionClock();
                clock.advanceTime(at.toInstant(ZoneOffset.UTC).toEpochMilli(), TimeUnit.MILLISECONDS);
            }
            insert(session, row.customer());
            insert(session, row.context());
            if (step != Step.CLASSIFICATION) {
                insert(session, row.classification());
            }
            if (step.hasOffer()) {
                insert(session, row.offer());
            }
            session.fireAllRules();
            return verbs.said;
        } finally {
            session.dispose();
        }
    }

    private void insert(KieSession session, @Nullable FactValues values) {
        if (values != null) {
            session.insert(beans.bean(values));
        }
    }

    @Override
    public void close() {
        container.dispose();
        KieServices.get().getRepository().removeKieModule(id);
    }

    private static final class Verbs extends DefaultAgendaEventListener implements Classify, Offers, Policy, Rank {
        private final List<Said> said = new ArrayList<>();
        private String firing = "";

        @Override
        public void beforeMatchFired(BeforeMatchFiredEvent event) {
            firing = event.getMatch().getRule().getName();
        }

        @Override
        public void stage(String id) {
            said.add(new Said.Stage(firing, id));
        }

        @Override
        public void segment(String id) {
            said.add(new Said.Segment(firing, id));
        }

        @Override
        public void score(String id, double points, String because) {
            said.add(new Said.Score(firing, id, Interpreter.points(points), because));
        }

        @Override
        public void propose(String id) {
            said.add(new Said.Proposal(firing, id));
        }

        @Override
        public void suppress(Object offer, String code, String because) {
            said.add(new Said.Suppression(firing, code, because));
        }

        @Override
        public void value(Object offer, double value) {
            said.add(new Said.Value(firing, Quantity.VALUE.within(value)));
        }

        @Override
        public void weight(Object offer, double factor, String because) {
            said.add(new Said.Weight(firing, Quantity.FACTOR.within(factor), because));
        }

        @Override
        public void propensity(Object offer, double propensity) {
            said.add(new Said.Propensity(firing, Quantity.PROPENSITY.within(propensity)));
        }
    }
}
