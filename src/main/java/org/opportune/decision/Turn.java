package org.opportune.decision;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.Change.How;
import org.opportune.model.Condition;
import org.opportune.model.Fact;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Term.Ref;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.Type;

/** Turns a test that does not hold: the nearest value with which it does, for each fact that it reads and that can change. */
final class Turn {
    private static final int MOST_OF_ONE = 5;
    private static final double FACT = 10;
    private static final double KNOWN_ATTRIBUTE = 8;
    private static final double LATER = 4;
    private static final double FURTHEST = 6;
    private static final Ref AT = new Ref(Fact.CONTEXT, "at", Type.DATE_TIME);

    private final Rulebook rulebook;
    private final Changeable changeable;

    Turn(Rulebook rulebook) {
        this.rulebook = rulebook;
        this.changeable = new Changeable(rulebook.vocabulary());
    }

    List<Change> of(Condition test, Row row, ZoneId zone) {
        List<Change> changes = new ArrayList<>();
        boolean isOfTime = false;
        for (Ref ref : Condition.reads(test)) {
            if (Later.reads(ref)) {
                isOfTime = true;
            } else if (changeable.has(ref)) {
                changes.addAll(of(test, ref, row));
            }
        }
        LocalDateTime later = isOfTime ? Later.holds(test, row, zone) : null;
        if (later != null) {
            changes.add(new Change(AT, How.TIME, row.value(AT), later, FACT + LATER, test));
        }
        return changes;
    }

    private List<Change> of(Condition test, Ref ref, Row row) {
        FactProperty property = property(ref);
        Object from = row.value(ref);
        List<Change> changes = new ArrayList<>();
        boolean isOrdered = ref.isNumber() || property.choices() == null;
        for (Object to : Candidates.of(test, ref, property, row)) {
            if (changes.size() >= (isOrdered ? 1 : MOST_OF_ONE)) {
                break;
            }
            Change change = change(test, ref, from, to, row);
            if (change != null) {
                changes.add(change);
            }
        }
        return changes;
    }

    private @Nullable Change change(Condition test, Ref ref, @Nullable Object from, Object to, Row row) {
        if (changeable.takesEvent(ref, from, to)) {
            return Interpreter.holds(test, row.with(ref, 0))
                    ? new Change(ref, How.EVENT, from, 0, FACT + 1, test)
                    : null;
        }
        boolean can = changeable.may(ref, from, to) && Interpreter.holds(test, row.with(ref, to));
        How how = test instanceof Condition.Known ? How.KNOWN : How.VALUE;
        return can ? new Change(ref, how, from, to, FACT + distance(ref, from, to), test) : null;
    }

    private double distance(Ref ref, @Nullable Object from, Object to) {
        if (ref.fact() == Fact.CUSTOMER && rulebook.vocabulary().attributes().containsKey(ref.name())) {
            return from == null ? 1 : KNOWN_ATTRIBUTE;
        }
        return from instanceof Number a && to instanceof Number b
                ? Math.min(FURTHEST, Math.abs(b.doubleValue() - a.doubleValue()) / (1 + Math.abs(a.doubleValue())))
                : 1;
    }

    private FactProperty property(Ref ref) {
        return (ref.fact() == Fact.CUSTOMER
                        ? rulebook.facts().customer()
                        : rulebook.facts().context())
                .find(ref.name())
                .orElseThrow();
    }
}
