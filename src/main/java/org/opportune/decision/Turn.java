package org.opportune.decision;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    private static final int MOST_AGAIN = 20;
    private static final Ref AT = new Ref(Fact.CONTEXT, "at", Type.DATE_TIME);

    private final Rulebook rulebook;
    private final Changeable changeable;

    Turn(Rulebook rulebook) {
        this.rulebook = rulebook;
        this.changeable = new Changeable(rulebook.vocabulary());
    }

    List<Change> of(Condition test, Row row, Altered altered) {
        List<Change> changes = new ArrayList<>();
        boolean isOfTime = false;
        for (Ref ref : Condition.reads(test)) {
            if (Later.reads(ref)) {
                isOfTime = true;
            } else if (changeable.has(ref)) {
                changes.addAll(of(test, ref, row, altered));
            }
        }
        LocalDateTime later = isOfTime ? Later.holds(test, row, altered.zone()) : null;
        if (later != null) {
            changes.add(new Change(AT, How.TIME, row.value(AT), later, test));
        }
        return changes;
    }

    private List<Change> of(Condition test, Ref ref, Row row, Altered altered) {
        boolean isOrdered = ref.isNumber() || property(ref).choices() == null;
        return nearest(test, ref, row.value(ref), row)
                .flatMap(change -> Stream.ofNullable(settled(change, row, altered)))
                .limit(isOrdered ? 1 : MOST_OF_ONE)
                .toList();
    }

    private Stream<Change> nearest(Condition test, Ref ref, @Nullable Object from, Row row) {
        return Candidates.of(test, ref, property(ref), row).stream()
                .flatMap(to -> Stream.ofNullable(change(test, ref, from, to, row)));
    }

    /** What moves along may undo it: then it takes more of the change; null when no more of it helps. */
    private @Nullable Change settled(Change first, Row row, Altered altered) {
        Change change = first;
        for (int i = 0; i < MOST_AGAIN && change != null; i++) {
            Row moved = altered.row(row, change);
            if (Interpreter.holds(change.test(), moved)) {
                return change;
            }
            change = nearest(change.test(), change.ref(), change.from(), moved)
                    .findFirst()
                    .orElse(null);
        }
        return null;
    }

    private @Nullable Change change(Condition test, Ref ref, @Nullable Object from, Object to, Row row) {
        if (changeable.takesEvent(ref, from, to)) {
            return Interpreter.holds(test, row.with(ref, 0)) ? new Change(ref, How.EVENT, from, 0, test) : null;
        }
        boolean can = changeable.may(ref, from, to) && Interpreter.holds(test, row.with(ref, to));
        How how = test instanceof Condition.Known ? How.KNOWN : How.VALUE;
        return can ? new Change(ref, how, from, to, test) : null;
    }

    private FactProperty property(Ref ref) {
        return (ref.fact() == Fact.CUSTOMER
                        ? rulebook.facts().customer()
                        : rulebook.facts().context())
                .find(ref.name())
                .orElseThrow();
    }
}
