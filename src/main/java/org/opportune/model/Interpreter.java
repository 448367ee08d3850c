package org.opportune.model;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Condition.Affix;
import org.opportune.model.Condition.All;
import org.opportune.model.Condition.Any;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.Contains;
import org.opportune.model.Condition.In;
import org.opportune.model.Condition.Known;
import org.opportune.model.Term.Arithmetic;
import org.opportune.model.Term.Literal;
import org.opportune.model.Term.Ref;

/** The reference meaning of rules: what the engine and every index must agree with. Plain and slow. */
public final class Interpreter {
    private static final double MOST_POINTS = 1_000_000_000;

    private Interpreter() {}

    /** What the rules say of a row, in the order of their names. */
    public static List<Said> run(List<Rule> rules, Row row) {
        List<Rule> bySalience = new ArrayList<>(rules);
        bySalience.sort(Comparator.comparingInt(Rule::salience).reversed());
        Set<String> groups = new HashSet<>();
        List<Said> said = new ArrayList<>();
        for (Rule rule : bySalience) {
            if (holds(rule, row) && (rule.group() == null || groups.add(rule.step() + "/" + rule.group()))) {
                rule.then().forEach(say -> said.add(said(rule, say, row)));
            }
        }
        said.sort(Comparator.comparing(Said::rule));
        return said;
    }

    /** Whether the rule's condition holds; it requires already that all that the rule says is known. */
    public static boolean holds(Rule rule, Row row) {
        return holds(rule.when(), row);
    }

    public static boolean holds(Condition condition, Row row) {
        if (condition instanceof All all) {
            for (Condition part : all.parts()) {
                if (!holds(part, row)) {
                    return false;
                }
            }
            return true;
        } else if (condition instanceof Any any) {
            for (Condition part : any.parts()) {
                if (holds(part, row)) {
                    return true;
                }
            }
            return false;
        } else if (condition instanceof Known known) {
            return (row.value(known.ref()) != null) == known.known();
        } else if (condition instanceof Compare compare) {
            return compare(compare, row);
        } else if (condition instanceof In in) {
            Object value = value(in.ref(), row);
            return value != null && in.values().stream().map(Literal::value).anyMatch(value::equals) == in.among();
        } else if (condition instanceof Contains contains) {
            Object set = row.value(contains.set());
            Object member = value(contains.member(), row);
            return set instanceof Collection<?> values && member != null && values.contains(member) == contains.has();
        } else if (condition instanceof Affix affix) {
            return row.value(affix.ref()) instanceof String text && affix(affix, text) == affix.does();
        }
        throw new IllegalArgumentException("not a condition: " + condition);
    }

    private static boolean affix(Affix affix, String text) {
        return switch (affix.where()) {
            case STARTS_WITH -> text.startsWith(affix.text());
            case ENDS_WITH -> text.endsWith(affix.text());
            case CONTAINS -> text.contains(affix.text());
        };
    }

    private static boolean compare(Compare compare, Row row) {
        Object left = value(compare.left(), row);
        Object right = value(compare.right(), row);
        if (left == null || right == null) {
            return false;
        }
        return switch (compare.operator()) {
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case LESS -> order(left, right) < 0;
            case AT_MOST -> order(left, right) <= 0;
            case MORE -> order(left, right) > 0;
            case AT_LEAST -> order(left, right) >= 0;
        };
    }

    private static int order(Object left, Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            return Double.compare(a, b);
        } else if (left instanceof LocalDate a && right instanceof LocalDate b) {
            return a.compareTo(b);
        } else if (left instanceof LocalDateTime a && right instanceof LocalDateTime b) {
            return a.compareTo(b);
        }
        throw new IllegalArgumentException("these have no order: " + left.getClass() + ", " + right.getClass());
    }

    /** Null when it is unknown. Every number is a double, and there is one zero. */
    public static @Nullable Object value(Term term, Row row) {
        if (term instanceof Ref ref) {
            Object value = row.value(ref);
            return value instanceof Number number ? (Object) (number.doubleValue() + 0.0) : value;
        } else if (term instanceof Arithmetic arithmetic) {
            Object left = value(arithmetic.left(), row);
            Object right = value(arithmetic.right(), row);
            return left instanceof Double a && right instanceof Double b ? calculate(arithmetic, a, b) : null;
        }
        return ((Literal) term).value();
    }

    private static Double calculate(Arithmetic arithmetic, double left, double right) {
        return 0.0
                + switch (arithmetic.operation()) {
                    case PLUS -> left + right;
                    case MINUS -> left - right;
                    case TIMES -> left * right;
                    case DIVIDED_BY -> left / right;
                };
    }

    static Said said(Rule rule, Say say, Row row) {
        if (say instanceof Say.Stage stage) {
            return new Said.Stage(rule.name(), stage.id());
        } else if (say instanceof Say.Segment segment) {
            return new Said.Segment(rule.name(), segment.id());
        } else if (say instanceof Say.Score score && value(score.points(), row) instanceof Double points) {
            return new Said.Score(rule.name(), score.id(), points(points), score.because());
        } else if (say instanceof Say.Propose propose) {
            return new Said.Proposal(rule.name(), propose.offer());
        } else if (say instanceof Say.Suppress suppress) {
            return new Said.Suppression(rule.name(), suppress.code(), suppress.because());
        }
        return ranked(rule, say, row);
    }

    private static Said ranked(Rule rule, Say say, Row row) {
        if (say instanceof Say.Value value && value(value.number(), row) instanceof Double number) {
            return new Said.Value(rule.name(), Quantity.VALUE.within(number));
        } else if (say instanceof Say.Weight weight && value(weight.number(), row) instanceof Double number) {
            return new Said.Weight(rule.name(), Quantity.FACTOR.within(number), weight.because());
        } else if (say instanceof Say.Propensity propensity
                && value(propensity.number(), row) instanceof Double number) {
            return new Said.Propensity(rule.name(), Quantity.PROPENSITY.within(number));
        }
        throw new IllegalArgumentException("nothing can be said: " + say);
    }

    /** Points as scores count them: whole, rounded half up, within a thousand million. */
    public static int points(double points) {
        return (int) Math.round(Math.max(-MOST_POINTS, Math.min(MOST_POINTS, points)));
    }
}
