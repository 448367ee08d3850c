package org.opportune.rulebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.opportune.model.Canonical;
import org.opportune.model.Interpreter;
import org.opportune.model.Quantity;
import org.opportune.model.Row;
import org.opportune.model.Said;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactValues;

/**
 * The rules of one decision. Facts become known as the steps find them, each step fires its own rules over one row, and what they said is handed back.
 * For one thread, and closed when the decision is made.
 */
public final class RuleSession implements AutoCloseable {
    private static final int MOST_FIRINGS = 20_000;

    private final KieSession session;
    private final CompiledRules rules;
    private final List<Said> said = new ArrayList<>();
    /** Of each step the values of the last row, of which those of the offer alone may be otherwise in the next. */
    private final Map<Step, @Nullable Object[]> rows = new EnumMap<>(Step.class);

    private @Nullable FactValues customer;
    private @Nullable FactValues context;
    private @Nullable FactValues classification;
    private String firing = "";

    RuleSession(KieSession session, CompiledRules rules) {
        this.session = session;
        this.rules = rules;
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                firing = Canonical.authorName(event.getMatch().getRule().getName());
            }
        });
        Verbs verbs = new Verbs();
        rules.steps().forEach(step -> session.setGlobal(step.global(), verbs));
    }

    /** Makes the facts known to this and later steps. */
    public void customer(FactValues values) {
        customer = values;
        rows.clear();
    }

    public void context(FactValues values) {
        context = values;
        rows.clear();
    }

    public void classification(FactValues values) {
        classification = values;
        rows.clear();
    }

    /** Fires the rules of a step and gives what they said, in the order of their names. */
    public List<Said> fire(Step step) {
        return fire(step, new Row(customer, context, classification));
    }

    /** The same of a step whose rules speak of one candidate. */
    public List<Said> fire(Step step, FactValues offer) {
        return fire(step, new Row(customer, context, classification, offer));
    }

    private Object fact(Step step, Row row) {
        CompiledRules.RowMaker maker = rules.maker(step);
        @Nullable Object[] others = rows.get(step);
        @Nullable
        Object[] values =
                others == null ? maker.shape().values(row) : maker.shape().values(others, row);
        rows.put(step, values);
        return maker.of(values);
    }

    private List<Said> fire(Step step, Row row) {
        said.clear();
        if (rules.steps().contains(step)) {
            session.insert(fact(step, row));
            session.getAgenda().getAgendaGroup(step.folder()).setFocus();
            if (session.fireAllRules(MOST_FIRINGS) >= MOST_FIRINGS) {
                throw new IllegalStateException(
                        "the rules of " + step.folder() + "/ fired " + MOST_FIRINGS + " times in one decision");
            }
        }
        said.addAll(rules.indexed(step).run(row));
        if (said.isEmpty()) {
            return List.of();
        }
        List<Said> result = new ArrayList<>(said);
        result.sort(Comparator.comparing(Said::rule));
        return result;
    }

    @Override
    public void close() {
        session.dispose();
    }

    private final class Verbs implements Classify, Offers, Policy, Rank {
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
