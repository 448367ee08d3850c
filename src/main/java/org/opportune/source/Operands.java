package org.opportune.source;

import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Term;
import org.opportune.model.Term.Ref;
import org.opportune.source.Expression.Bound;
import org.opportune.source.Expression.Calculation;
import org.opportune.source.Expression.Name;
import org.opportune.source.Expression.Negative;
import org.opportune.source.Expression.NumberLiteral;
import org.opportune.vocabulary.Type;

/** Gives what stands on either side of a comparison its meaning: properties by their names, and arithmetic over numbers. */
final class Operands {
    /** A value of a customer is below 10^12, and the sum of all that a customer has is below this. */
    private static final double LARGEST_VALUE = 1e25;

    private static final double LARGEST = 1e300;

    private final Scope scope;

    Operands(Scope scope) {
        this.scope = scope;
    }

    /** One type for all that may be compared with each other. */
    static Type order(Type type) {
        return switch (type) {
            case INTEGER, NUMBER, MONEY -> Type.NUMBER;
            case TEXT, CHOICE -> Type.TEXT;
            default -> type;
        };
    }

    static Type type(Term term) {
        if (term instanceof Ref ref) {
            return ref.type();
        } else if (term instanceof Term.Text) {
            return Type.TEXT;
        } else if (term instanceof Term.Flag) {
            return Type.BOOLEAN;
        } else if (term instanceof Term.Day) {
            return Type.DATE;
        } else if (term instanceof Term.Time) {
            return Type.DATE_TIME;
        }
        return Type.NUMBER;
    }

    Term term(Expression expression) {
        if (expression instanceof NumberLiteral number) {
            return Literals.number(number);
        } else if (expression instanceof Negative negative) {
            return Term.arithmetic(
                    new Term.Number(0), Term.Operation.MINUS, number(negative.inner(), negative.place()));
        } else if (expression instanceof Calculation calculation) {
            return arithmetic(calculation);
        }
        if (Literals.isLiteral(expression)) {
            throw new Mistake(
                    Kind.WRONG_TYPE, expression.place(), Literals.shown(expression) + " is no number to reckon with");
        }
        return ref(expression);
    }

    /** What a property or a sum is compared with; a word where a text is expected was most likely meant to be one. */
    Term other(Term subject, Expression expression) {
        try {
            return term(expression);
        } catch (Mistake mistake) {
            boolean meant = expression instanceof Name && order(type(subject)) == Type.TEXT;
            throw meant
                    ? mistake.with("; a text stands in quotes, as in \"" + Literals.shown(expression) + "\"")
                    : mistake;
        }
    }

    private Term arithmetic(Calculation calculation) {
        Term left = number(calculation.left(), calculation.place());
        Term right = number(calculation.right(), calculation.place());
        if (left instanceof Term.Number && right instanceof Term.Number) {
            throw new Mistake(
                    Kind.WRONG_TYPE, calculation.place(), "two numbers are reckoned with each other; write the result");
        }
        boolean divided = calculation.sign().equals("/");
        if (divided && !(right instanceof Term.Number divisor && divisor.number() != 0)) {
            throw Mistake.notInLanguage(
                    calculation.place(),
                    "a division by what may be zero",
                    "multiply the other side instead: a > 2 * b rather than a / b > 2");
        }
        for (Term.Operation operation : Term.Operation.values()) {
            if (operation.sign().equals(calculation.sign())) {
                Term result = Term.arithmetic(left, operation, right);
                if (magnitude(result) > LARGEST) {
                    throw new Mistake(
                            Kind.TOO_COMPLEX,
                            calculation.place(),
                            "so many numbers are multiplied that the result may not fit into a number; declare a feature, or write a simpler rule");
                }
                return result;
            }
        }
        throw new IllegalArgumentException("no operation: " + calculation.sign());
    }

    /** What the result stays below, whoever the customer is. */
    private static double magnitude(Term term) {
        if (term instanceof Term.Number number) {
            return Math.abs(number.number());
        } else if (term instanceof Term.Arithmetic arithmetic) {
            double left = magnitude(arithmetic.left());
            double right = magnitude(arithmetic.right());
            return switch (arithmetic.operation()) {
                case PLUS, MINUS -> left + right;
                case TIMES -> left * right;
                case DIVIDED_BY -> left / right;
            };
        }
        return LARGEST_VALUE;
    }

    private Term number(Expression expression, Place sign) {
        Term term = term(expression);
        if (order(type(term)) != Type.NUMBER) {
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    sign,
                    "only numbers are reckoned with, not a " + type(term).word());
        }
        return term;
    }

    Ref ref(Expression expression) {
        if (expression instanceof Name name) {
            return scope.name(name.place(), name.name());
        } else if (expression instanceof Bound bound) {
            return scope.bound(bound.place(), bound.variable(), bound.property());
        }
        throw new Mistake(
                Kind.WRONG_TYPE, expression.place(), "expected a property, found " + Literals.shown(expression));
    }
}
