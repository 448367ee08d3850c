package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.drools.core.time.impl.PseudoClockScheduler;
import org.drools.model.codegen.ExecutableModelProject;
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
import org.opportune.model.Row;
import org.opportune.model.Said;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Facts;

/** Drools as anybody has it, with the rules of one step exactly as their author wrote them. */
final class StockEngine implements AutoCloseable {
    private final Step step;
    private final FactBeans beans;
    private final ReleaseId id;
    private final KieContainer container;
    private final KieSessionConfiguration configuration;

    /** Takes the texts of DRL files by name. */
    StockEngine(Step step, Facts facts, Map<String, String> files) {
        this.step = step;
        this.beans = new FactBeans(facts);
        KieServices services = KieServices.get();
        this.id = services.newReleaseId("stock", "rules", UUID.randomUUID().toString());
        KieFileSystem system = services.newKieFileSystem().generateAndWritePomXML(id);
        files.forEach(
                (name, text) -> system.write("src/main/resources/opportune/" + step.folder() + "/" + name, text));
        List<Message> errors = services.newKieBuilder(system, beans)
                .buildAll(ExecutableModelProject.class)
                .getResults()
                .getMessages(Message.Level.ERROR);
        assertThat(errors).as(files.toString()).isEmpty();
        this.container = services.newKieContainer(id, beans);
        this.configuration = services.newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
    }

    /** What the rules say, each thing once: of an {@code or} between patterns the engine says it once a branch. */
    Set<Said> run(Row row) {
        KieSession session = container.getKieBase().newKieSession(configuration, null);
        try {
            Verbs verbs = new Verbs();
            session.addEventListener(verbs);
            session.setGlobal(step.global(), verbs);
            if (row.context() != null && row.context().get("at") instanceof java.time.LocalDateTime at) {
                PseudoClockScheduler clock = session.getSessionClock();
                clock.advanceTime(at.toInstant(ZoneOffset.UTC).toEpochMilli(), TimeUnit.MILLISECONDS);
            }
            insert(session, row.customer());
            insert(session, row.context());
            if (step == Step.ELIGIBILITY) {
                insert(session, row.classification());
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

    private static final class Verbs extends DefaultAgendaEventListener implements Classify, Offers {
        private final Set<Said> said = new LinkedHashSet<>();
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
    }
}
