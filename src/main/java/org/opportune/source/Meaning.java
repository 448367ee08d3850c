package org.opportune.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.model.Condition;
import org.opportune.model.Condition.Operator;
import org.opportune.model.Condition.Where;
import org.opportune.model.Term;
import org.opportune.model.Term.Literal;
import org.opportune.model.Term.Ref;
import org.opportune.source.Expression.Bound;
import org.opportune.source.Expression.Junction;
import org.opportune.source.Expression.Name;
import org.opportune.source.Expression.Not;
import org.opportune.source.Expression.NullLiteral;
import org.opportune.source.Expression.NumberLiteral;
import org.opportune.source.Expression.Relation;
import org.opportune.source.Expression.TextLiteral;
import org.opportune.vocabulary.Type;

/** Gives an expression its meaning: names resolved, types checked, negation pushed down to the tests. Throws a {@link Mistake} with the place. */
final class Meaning {
    private final Operands operands;
    private final Literals literals;
    private final boolean canonical;

    Meaning(Names names, Scope scope, boolean canonical) {
        this.operands = new Operands(scope);
        this.literals = new Literals(names, canonical);
        this.canonical = canonical;
    }

    Condition condition(Expression expression) {
        return condition(expression, true);
    }

    private Condition condition(Expression expression, boolean wanted) {
        if (expression instanceof Not not) {
            return condition(not.inner(), !wanted);
        } else if (expression instanceof Junction junction) {
            List<Condition> parts = new ArrayList<>();
            junction.parts().forEach(part -> parts.add(condition(part, wanted)));
            return junction.all() == wanted ? Condition.all(parts) : Condition.any(parts);
        } else if (expression instanceof Relation relation) {
            return relation(relation, wanted);
        } else if (expression instanceof Name || expression instanceof Bound) {
            Ref ref = operands.ref(expression);
            if (ref.type() == Type.BOOLEAN) {
                return new Condition.Compare(ref, Operator.EQUAL, new Term.Flag(wanted));
            }
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    expression.place(),
                    ref.name() + " is of type " + ref.type().word()
                            + " and no condition by itself; compare it with a value");
        }
        throw new Mistake(
                Kind.WRONG_TYPE,
                expression.place(),
                Literals.shown(expression) + " is no condition; compare a property with a value"
                        + (expression instanceof NumberLiteral ? ", and write decimals with a point, as in 1.5" : ""));
    }

    private Condition relation(Relation relation, boolean wanted) {
        boolean positive = relation.not() != wanted;
        Expression right = relation.right().get(0);
        return switch (relation.operator()) {
            case "in" -> {
                Ref ref = operands.ref(relation.left());
                checkNotSet(relation.left(), ref);
                List<Literal> values = new ArrayList<>();
                for (Expression value : relation.right()) {
                    Literal literal = literals.read(ref, value);
                    if (!values.contains(literal)) {
                        values.add(literal);
                    }
                }
                yield ref.type() == Type.BOOLEAN
                        ? flag(ref, values, positive)
                        : new Condition.In(ref, values, positive);
            }
            case "contains" -> {
                Ref ref = operands.ref(relation.left());
                yield ref.type() == Type.CHOICES
                        ? contains(ref, right, positive)
                        : affix(relation.left(), ref, Where.CONTAINS, right, positive);
            }
            case "memberOf" -> {
                Ref set = operands.ref(right);
                if (set.type() != Type.CHOICES) {
                    throw new Mistake(
                            Kind.WRONG_TYPE,
                            right.place(),
                            set.name() + " is no set of values; memberOf needs one on its right");
                }
                yield contains(set, relation.left(), positive);
            }
            case "startsWith" ->
                affix(relation.left(), operands.ref(relation.left()), Where.STARTS_WITH, right, positive);
            case "endsWith" -> affix(relation.left(), operands.ref(relation.left()), Where.ENDS_WITH, right, positive);
            default -> compare(relation, operator(relation.operator()), right, wanted);
        };
    }

    /** A list of truths says no more than a comparison does. */
    private static Condition flag(Ref ref, List<Literal> values, boolean among) {
        if (values.size() == 1) {
            return compare(ref, among ? Operator.EQUAL : Operator.NOT_EQUAL, values.get(0));
        }
        return among
                ? new Condition.Known(ref, true)
                : Condition.all(values.stream()
                        .map(value -> compare(ref, Operator.EQUAL, value))
                        .toList());
    }

    private static Operator operator(String sign) {
        for (Operator operator : Operator.values()) {
            if (operator.sign().equals(sign)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("no operator: " + sign);
    }

    private Condition contains(Ref set, Expression member, boolean has) {
        if (Literals.isLiteral(member)) {
            return new Condition.Contains(set, literals.read(set, member), has);
        }
        Ref ref = operands.ref(member);
        if (!ref.isText()) {
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    member.place(),
                    set.name() + " holds texts, and " + ref.name() + " is of type "
                            + ref.type().word());
        }
        return new Condition.Contains(set, ref, has);
    }

    private Condition affix(Expression left, Ref ref, Where where, Expression right, boolean does) {
        if (!ref.isText() || !(right instanceof TextLiteral text) || text.text().isEmpty()) {
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    ref.isText() ? right.place() : left.place(),
                    ref.isText()
                            ? "expected a text in quotes, found " + Literals.shown(right)
                            : ref.name() + " is of type " + ref.type().word()
                                    + "; only a text begins, ends or contains");
        }
        return new Condition.Affix(ref, where, Literals.shortEnough(text), does);
    }

    private Condition compare(Relation relation, Operator operator, Expression right, boolean wanted) {
        Expression left = relation.left();
        if (right instanceof NullLiteral || left instanceof NullLiteral) {
            if (operator != Operator.EQUAL && operator != Operator.NOT_EQUAL) {
                throw new Mistake(Kind.WRONG_TYPE, relation.place(), "null is compared with == or != only");
            }
            Ref ref = operands.ref(right instanceof NullLiteral ? left : right);
            return new Condition.Known(ref, (operator == Operator.NOT_EQUAL) == wanted);
        }
        boolean leftLiteral = Literals.isLiteral(left);
        if (leftLiteral && Literals.isLiteral(right)) {
            Condition constant = canonical ? constant(left, right) : null;
            if (constant != null) {
                return constant;
            }
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    relation.place(),
                    "two values are compared with each other; compare a property with a value");
        }
        Expression subject = leftLiteral ? right : left;
        Expression object = leftLiteral ? left : right;
        Operator effective = leftLiteral ? operator.exchanged() : operator;
        return compare(subject, wanted ? effective : effective.opposite(), object);
    }

    /** Canonical DRL says always as {@code 1 == 1} and never as {@code 1 == 2}. */
    private static @Nullable Condition constant(Expression left, Expression right) {
        return left instanceof NumberLiteral a && right instanceof NumberLiteral b
                ? a.digits().equals(b.digits()) ? Condition.ALWAYS : Condition.NEVER
                : null;
    }

    private static String member(Term set, Operator operator, Expression right) {
        return set instanceof Ref ref && right instanceof TextLiteral text
                ? "; write " + ref.name() + (operator == Operator.NOT_EQUAL ? " not" : "") + " contains \""
                        + Nearest.shorten(text.text()) + '"'
                : "";
    }

    private Condition compare(Expression left, Operator operator, Expression right) {
        Term subject = operands.term(left);
        Term object;
        if (subject instanceof Ref ref && Literals.isLiteral(right)) {
            object = literals.read(ref, right);
        } else {
            object = operands.other(subject, right);
        }
        Type type = Operands.type(subject);
        if (type == Type.CHOICES) {
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    left.place(),
                    "a set is compared with contains, not with " + operator.sign() + member(subject, operator, right));
        }
        if (Operands.order(type) != Operands.order(Operands.type(object))) {
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    right.place(),
                    "a " + type.word() + " is compared with a "
                            + Operands.type(object).word() + "; compare what is of one type");
        }
        boolean ordered = operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
        if (ordered && (Operands.order(type) == Type.TEXT || type == Type.BOOLEAN)) {
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    left.place(),
                    "a " + type.word() + " has no order; compare it with == or !=, not with " + operator.sign());
        }
        return compare(subject, operator, object);
    }

    /** Not true is false, of a value that is known. */
    private static Condition compare(Term subject, Operator operator, Term object) {
        boolean denied = operator == Operator.NOT_EQUAL && object instanceof Term.Flag;
        return denied
                ? new Condition.Compare(subject, Operator.EQUAL, new Term.Flag(!((Term.Flag) object).flag()))
                : new Condition.Compare(subject, operator, object);
    }

    private static void checkNotSet(Expression at, Ref ref) {
        if (ref.type() == Type.CHOICES) {
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    at.place(),
                    ref.name() + " is a set; say " + ref.name() + " contains \"…\" of each value");
        }
    }
}
