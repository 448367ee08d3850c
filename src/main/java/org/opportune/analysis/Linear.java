package org.opportune.analysis;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.Operator;
import org.opportune.model.Term;
import org.opportune.model.Term.Arithmetic;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.Type;

/**
 * A comparison of whole multiples of whole-number properties with a whole number, small enough for doubles to be exact: what is decided of it holds for the
 * reckoning with doubles too.
 *
 * @param factors of the properties; none is zero
 */
record Linear(Map<Ref, Long> factors, Operator operator, long bound) {
    private static final double EXACT = 0x1p53;
    private static final double MOST_INTEGER = 0x1p31;

    /** A sum of multiples, and the most that any part of it can be. */
    private record Sum(Map<Ref, Long> factors, long constant, double most) {}

    /** Null for what is no such comparison. */
    static @Nullable Linear of(Compare compare) {
        Sum left = sum(compare.left());
        if (left != null && compare.right() instanceof Term.Number number) {
            return of(left, compare.operator(), number.number());
        }
        Sum right = left == null ? null : sum(compare.right());
        return left == null || right == null ? null : of(plus(left, right, -1), compare.operator(), 0);
    }

    private static @Nullable Linear of(Sum sum, Operator operator, double number) {
        if (Math.abs(number) > EXACT) {
            return null;
        }
        double up = Math.ceil(number);
        if (up == number) {
            return new Linear(sum.factors(), operator, (long) number - sum.constant());
        }
        return switch (operator) {
            case LESS, AT_MOST -> new Linear(sum.factors(), Operator.LESS, (long) up - sum.constant());
            case MORE, AT_LEAST -> new Linear(sum.factors(), Operator.AT_LEAST, (long) up - sum.constant());
            case EQUAL, NOT_EQUAL -> new Linear(Map.of(), operator, 1); // as 0 and 1 are, they never are equal
        };
    }

    private static @Nullable Sum sum(Term term) {
        Sum sum = null;
        if (term instanceof Ref ref && ref.type() == Type.INTEGER) {
            sum = new Sum(Map.of(ref, 1L), 0, MOST_INTEGER);
        } else if (term instanceof Term.Number number && number.number() == Math.rint(number.number())) {
            sum = new Sum(Map.of(), (long) number.number(), Math.abs(number.number()));
        } else if (term instanceof Arithmetic arithmetic) {
            Sum left = sum(arithmetic.left());
            Sum right = sum(arithmetic.right());
            sum = left == null || right == null ? null : reckoned(left, arithmetic.operation(), right);
        }
        return sum == null || sum.most() > EXACT ? null : sum;
    }

    private static @Nullable Sum reckoned(Sum left, Term.Operation operation, Sum right) {
        return switch (operation) {
            case PLUS -> plus(left, right, 1);
            case MINUS -> plus(left, right, -1);
            case TIMES ->
                left.factors().isEmpty() ? times(right, left) : right.factors().isEmpty() ? times(left, right) : null;
            case DIVIDED_BY -> null;
        };
    }

    private static Sum plus(Sum left, Sum right, int sign) {
        Map<Ref, Long> factors = new LinkedHashMap<>(left.factors());
        right.factors().forEach((ref, factor) -> factors.merge(ref, sign * factor, Long::sum));
        factors.values().removeIf(factor -> factor == 0);
        return new Sum(factors, left.constant() + sign * right.constant(), left.most() + right.most());
    }

    private static @Nullable Sum times(Sum sum, Sum constant) {
        double most = sum.most() * constant.most();
        if (most > EXACT) {
            return null;
        }
        Map<Ref, Long> factors = new LinkedHashMap<>(sum.factors());
        factors.replaceAll((ref, factor) -> factor * constant.constant());
        factors.values().removeIf(factor -> factor == 0);
        return new Sum(factors, sum.constant() * constant.constant(), most);
    }

    /** Whether it holds for all known values; null when that depends on them. */
    @Nullable
    Boolean always() {
        BigInteger divisor = BigInteger.ZERO;
        for (long factor : factors.values()) {
            divisor = divisor.gcd(BigInteger.valueOf(factor));
        }
        boolean isEquality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        if (divisor.signum() == 0) {
            return !Ranges.of(true, operator, (double) bound)
                    .and(Ranges.of(true, 0, 0))
                    .isEmpty();
        } else if (isEquality && bound % divisor.longValueExact() != 0) {
            return operator == Operator.NOT_EQUAL;
        }
        return null;
    }

    /** The only property; null when there are none or more. */
    @Nullable
    Ref only() {
        return factors.size() == 1 ? factors.keySet().iterator().next() : null;
    }

    /** The values of the only property for which it holds, when {@link #always} does not tell. */
    Ranges values() {
        long factor = factors.values().iterator().next();
        long by = Math.abs(factor);
        long of = factor < 0 ? -bound : bound;
        return switch (factor < 0 ? operator.exchanged() : operator) {
            case EQUAL -> Ranges.of(true, Operator.EQUAL, (double) of / by);
            case NOT_EQUAL -> Ranges.of(true, Operator.NOT_EQUAL, (double) of / by);
            case LESS -> Ranges.of(true, Operator.AT_MOST, (double) Math.floorDiv(of - 1, by));
            case AT_MOST -> Ranges.of(true, Operator.AT_MOST, (double) Math.floorDiv(of, by));
            case MORE -> Ranges.of(true, Operator.MORE, (double) Math.floorDiv(of, by));
            case AT_LEAST -> Ranges.of(true, Operator.MORE, (double) Math.floorDiv(of - 1, by));
        };
    }
}
