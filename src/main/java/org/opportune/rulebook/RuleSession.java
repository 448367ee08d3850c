package org.opportune.rulebook;

import java.lang.invoke.MethodHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.time.SessionPseudoClock;
import org.opportune.model.Said;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactValues;

/**
 * The rules of one decision, on the decision's clock. Facts are inserted as the steps find them, each step fires its own rules, and what they said is
 * handed back. For one thread, and closed when the decision is made.
 */
public final class RuleSession implements AutoCloseable {
    private static final int MOST_FIRINGS = 20_000;

    private final KieSession session;
    private final Rulebook.Constructors constructors;
    private List<Said> said = new ArrayList<>();
    private String firing = "";

    RuleSession(KieSession session, Set<Step> steps, Rulebook.Constructors constructors, Instant at) {
        this.session = session;
        this.constructors = constructors;
        SessionPseudoClock clock = session.getSessionClock();
        clock.advanceTime(at.toEpochMilli(), TimeUnit.MILLISECONDS);
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                firing = event.getMatch().getRule().getName();
            }
        });
        Verbs verbs = new Verbs();
        for (Step step : steps) {
            session.setGlobal(step.global(), verbs);
        }
    }

    /** Makes the facts known to this and later steps. */
    public void customer(FactValues values) {
        insert(constructors.customer(), values);
    }

    public void context(FactValues values) {
        insert(constructors.context(), values);
    }

    public void classification(FactValues values) {
        insert(constructors.classification(), values);
    }

    /** Fires the rules of a step and gives what they said, in the order of their names. */
    public List<Said> fire(Step step) {
        said = new ArrayList<>();
        session.getAgenda().getAgendaGroup(step.folder()).setFocus();
        if (session.fireAllRules(MOST_FIRINGS) >= MOST_FIRINGS) {
            throw new IllegalStateException(
                    "the rules of " + step.folder() + "/ fired " + MOST_FIRINGS + " times in one decision");
        }
        said.sort(Comparator.comparing(Said::rule));
        return said;
    }

    private void insert(MethodHandle constructor, FactValues values) {
        try {
            session.insert((Object) constructor.invoke((Object) values.array()));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "a fact could not be made: " + values.shape().name(), e);
        }
    }

    @Override
    public void close() {
        session.dispose();
    }

    private final class Verbs implements Classify, Offers {
        @Override
        public void stage(String id) {
            said.add(new Said.Stage(firing, id));
        }

        @Override
        public void segment(String id) {
            said.add(new Said.Segment(firing, id));
        }

        @Override
        public void score(String id, int points, String because) {
            said.add(new Said.Score(firing, id, points, because));
        }

        @Override
        public void propose(String id) {
            said.add(new Said.Proposal(firing, id));
        }
    }
}
