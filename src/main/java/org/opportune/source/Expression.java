package org.opportune.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Place;

/** What stands in a constraint, before it is known what its names mean. */
sealed interface Expression {
    Place place();

    /** A property of the pattern's fact. */
    record Name(Place place, String name) implements Expression {}

    /** A bound value, or a property of a bound fact. */
    record Bound(Place place, String variable, @Nullable String property) implements Expression {}

    /** A number, with its sign. */
    record NumberLiteral(Place place, String digits) implements Expression {}

    record TextLiteral(Place place, String text) implements Expression {}

    record FlagLiteral(Place place, boolean flag) implements Expression {}

    record NullLiteral(Place place) implements Expression {}

    record Not(Place place, Expression inner) implements Expression {}

    /** Parts joined by {@code &&} or, when not all, by {@code ||}. */
    record Junction(Place place, boolean all, List<Expression> parts) implements Expression {}

    /**
     * A test.
     *
     * @param operator a sign such as {@code >=}, or {@code in}, {@code contains}, {@code memberOf}, {@code startsWith}, {@code endsWith}
     * @param not whether the operator is denied, as in {@code not in}
     * @param right one operand, except for {@code in}
     */
    record Relation(Place place, Expression left, String operator, boolean not, List<Expression> right)
            implements Expression {}

    record Calculation(Place place, Expression left, String sign, Expression right) implements Expression {}

    record Negative(Place place, Expression inner) implements Expression {}
}
