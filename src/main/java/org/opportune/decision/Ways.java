package org.opportune.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Condition;
import org.opportune.model.Condition.All;
import org.opportune.model.Condition.Any;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.Contains;
import org.opportune.model.Condition.In;
import org.opportune.model.Condition.Operator;
import org.opportune.model.Fact;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.model.Say;
import org.opportune.model.Step;
import org.opportune.model.Term;
import org.opportune.model.Term.Ref;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Vocabulary.Score;

/** Single changes that bring a condition nearer. What classification finds changes by the facts that its rules ask for. */
final class Ways {
    private static final int MOST_RULES = 30;
    private static final String LEVEL = "Level";

    private final Rulebook rulebook;
    private final Turn turn;
    private final List<Rule> classification;

    Ways(Rulebook rulebook) {
        this.rulebook = rulebook;
        this.turn = new Turn(rulebook);
        this.classification = rulebook.rules().stream()
                .filter(rule -> rule.step() == Step.CLASSIFICATION)
                .toList();
    }

    /**
     * None when it holds, or when part of it cannot change.
     *
     * @param altered of which the row is
     */
    List<Change> to(Condition condition, Row row, Altered altered) {
        if (Interpreter.holds(condition, row)) {
            return List.of();
        } else if (condition instanceof All all) {
            List<List<Change>> failing = all.parts().stream()
                    .filter(part -> !Interpreter.holds(part, row))
                    .map(part -> to(part, row, altered))
                    .toList();
            return failing.stream()
                    .min(Comparator.comparingInt(List::size))
                    .orElse(List.of()); // one of none is the least, and nothing helps then
        } else if (condition instanceof Any any) {
            return any.parts().stream()
                    .flatMap(part -> to(part, row, altered).stream())
                    .toList();
        }
        List<Change> changes = new ArrayList<>(turn.of(condition, row, altered));
        for (Ref ref : Condition.reads(condition)) {
            if (ref.fact() == Fact.CLASSIFICATION) {
                changes.addAll(toFinding(condition, ref, row, altered));
            }
        }
        return changes;
    }

    private List<Change> toFinding(Condition test, Ref ref, Row row, Altered altered) {
        if (ref.name().equals("stage")) {
            return toStage(test, row, altered);
        } else if (ref.name().equals("segments")) {
            return test instanceof Contains contains && contains.member() instanceof Term.Text segment
                    ? speaking(new Say.Segment(segment.text())::equals, contains.has(), row, altered)
                    : List.of();
        }
        return toScore(test, ref, row, altered);
    }

    /** The first stage whose rules hold is the customer's: one of its rules must hold, and none of an earlier stage. */
    private List<Change> toStage(Condition test, Row row, Altered altered) {
        Ref ref = Condition.reads(test).iterator().next();
        Object now = row.value(ref);
        List<String> order = rulebook.vocabulary().stageIds();
        Set<Change> changes = new LinkedHashSet<>();
        boolean leaves = false;
        for (String stage : order) {
            if (Interpreter.holds(test, row.with(ref, stage))) {
                boolean isEarlier = order.indexOf(stage) < order.indexOf(String.valueOf(now));
                List<Change> toIt = speaking(new Say.Stage(stage)::equals, true, row, altered);
                changes.addAll(toIt);
                leaves |= !isEarlier;
            }
        }
        if (leaves) {
            changes.addAll(speaking(new Say.Stage(String.valueOf(now))::equals, false, row, altered));
        }
        return List.copyOf(changes);
    }

    /** Points are added: more come from rules that give some and do not hold, and from the number that a rule gives. */
    private List<Change> toScore(Condition test, Ref ref, Row row, Altered altered) {
        String id = ref.name();
        Score score = rulebook.vocabulary().scores().get(id);
        boolean isLevel = score == null && id.endsWith(LEVEL);
        if (isLevel) {
            id = id.substring(0, id.length() - LEVEL.length());
            score = rulebook.vocabulary().scores().get(id);
        }
        if (score == null) {
            return List.of();
        }
        boolean isMore = isLevel ? isMoreForLevel(test, ref, score, row) : isMoreForPoints(test, ref, row);
        String wanted = id;
        List<Change> changes = new ArrayList<>(speaking(say -> gives(say, wanted, isMore), true, row, altered));
        changes.addAll(speaking(say -> gives(say, wanted, !isMore), false, row, altered));
        return changes;
    }

    private static boolean gives(Say say, String score, boolean isMore) {
        return say instanceof Say.Score points
                && points.id().equals(score)
                && points.points() instanceof Term.Number number
                && (isMore ? number.number() > 0 : number.number() < 0);
    }

    private static boolean isMoreForPoints(Condition test, Ref ref, Row row) {
        if (test instanceof Compare compare && compare.left().equals(ref)) {
            return isMore(compare.operator(), Interpreter.value(compare.right(), row), Interpreter.value(ref, row));
        } else if (test instanceof Compare compare && compare.right().equals(ref)) {
            Operator exchanged = compare.operator().exchanged();
            return isMore(exchanged, Interpreter.value(compare.left(), row), Interpreter.value(ref, row));
        } else if (test instanceof In in && in.among() && Interpreter.value(ref, row) instanceof Double now) {
            return in.values().stream().anyMatch(value -> (Double) value.value() > now);
        }
        return true;
    }

    private static boolean isMore(Operator operator, @Nullable Object wanted, @Nullable Object now) {
        return switch (operator) {
            case MORE, AT_LEAST -> true;
            case LESS, AT_MOST -> false;
            case EQUAL, NOT_EQUAL -> wanted instanceof Double to && now instanceof Double from && to > from;
        };
    }

    private static boolean isMoreForLevel(Condition test, Ref ref, Score score, Row row) {
        Map<String, Integer> levels = score.levels();
        int now = levels.getOrDefault(String.valueOf(row.value(ref)), 0);
        return levels.entrySet().stream()
                .anyMatch(level -> level.getValue() > now && Interpreter.holds(test, row.with(ref, level.getKey())));
    }

    /** Makes a rule hold that says it, or makes those that hold and say it not hold, one after the other. */
    private List<Change> speaking(Predicate<Say> what, boolean isToHold, Row row, Altered altered) {
        List<Change> changes = new ArrayList<>();
        classification.stream()
                .filter(rule -> rule.then().stream().anyMatch(what))
                .filter(rule -> Interpreter.holds(rule, row) != isToHold)
                .limit(isToHold ? MOST_RULES : 1)
                .forEach(rule ->
                        changes.addAll(to(isToHold ? rule.when() : Condition.opposite(rule.when()), row, altered)));
        return changes;
    }
}
