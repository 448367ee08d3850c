package org.opportune.rulebook;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.opportune.model.Fact;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.Type;

/** What stands between the brackets of a pattern, made by chance: every operator over every type, joined, denied and nested. */
final class RandomTests {
    private static final List<String> ORDERS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> EQUALITIES = List.of("==", "!=");

    private static final int DEEPEST = 3;

    private final boolean stock;

    RandomTests() {
        this(false);
    }

    private RandomTests(boolean stock) {
        this.stock = stock;
    }

    /** Without what {@link StockDifferencesTest} shows a stock engine to refuse or to read otherwise. */
    static RandomTests forStock() {
        return new RandomTests(true);
    }

    static FactShape shape(Fact fact) {
        return switch (fact) {
            case CUSTOMER -> WideShop.FACTS.customer();
            case CONTEXT -> WideShop.FACTS.context();
            case CLASSIFICATION -> WideShop.FACTS.classification();
            case OFFER -> WideShop.FACTS.offer();
        };
    }

    static boolean isNumber(FactProperty property) {
        return kind(property) == Type.NUMBER;
    }

    static boolean isText(FactProperty property) {
        return kind(property) == Type.TEXT;
    }

    /** Types that are compared with each other. */
    private static Type kind(FactProperty property) {
        return switch (property.type()) {
            case INTEGER, NUMBER, MONEY -> Type.NUMBER;
            case CHOICE, TEXT -> Type.TEXT;
            default -> property.type();
        };
    }

    Arbitrary<String> constraints(Fact fact) {
        return nested(test(fact), DEEPEST).list().ofMaxSize(3).map(parts -> String.join(", ", parts));
    }

    private static Arbitrary<String> nested(Arbitrary<String> test, int depth) {
        if (depth == 0) {
            return test;
        }
        Arbitrary<String> inner = nested(test, depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(6, test),
                Tuple.of(1, inner.map(one -> "!(" + one + ")")),
                Tuple.of(
                        1,
                        Combinators.combine(inner, inner, inner)
                                .as((a, b, c) -> "(" + a + " || " + b + " && " + c + ")")),
                Tuple.of(1, Combinators.combine(inner, inner).as((a, b) -> "(" + a + ") && (" + b + ")")),
                Tuple.of(1, Combinators.combine(inner, inner).as((a, b) -> a + " || " + b)));
    }

    private Arbitrary<String> test(Fact fact) {
        return Arbitraries.of(shape(fact).properties()).flatMap(property -> test(fact, property));
    }

    private Arbitrary<String> test(Fact fact, FactProperty property) {
        String name = property.name();
        List<Arbitrary<String>> kinds = new ArrayList<>();
        kinds.add(Arbitraries.of(
                name + " == null", name + " != null", name + "!=null", "null != " + name, "null == " + name));
        Type kind = kind(property);
        if (kind == Type.CHOICES) {
            kinds.add(contains(fact, property));
        } else {
            boolean literals = !(stock && kind == Type.DATE_TIME); // a stock engine reads days, or times of one form
            Arbitrary<String> other = Arbitraries.of(alike(fact, kind));
            Arbitrary<String> literal = literal(property);
            Arbitrary<String> operator =
                    Arbitraries.of(kind == Type.TEXT || kind == Type.BOOLEAN ? EQUALITIES : ORDERS);
            kinds.add(Combinators.combine(operator, other).as((sign, right) -> name + " " + sign + " " + right));
            if (literals) {
                kinds.add(Combinators.combine(operator, literal).as((sign, right) -> name + " " + sign + right));
                kinds.add(Combinators.combine(operator, literal).as((sign, right) -> name + sign + right));
                kinds.add(Combinators.combine(
                                Arbitraries.of(" in (", " not in("),
                                literal.list().ofMinSize(1).ofMaxSize(4))
                        .as((in, values) -> name + in + String.join(", ", values) + ")"));
                if (!(stock && kind == Type.DATE)) { // on the left a stock engine takes a day for a text
                    kinds.add(Combinators.combine(operator, literal).as((sign, left) -> left + sign + " " + name));
                }
            }
            switch (kind) {
                case NUMBER -> numbers(fact, name, kinds);
                case BOOLEAN -> kinds.add(Arbitraries.of(name, "!" + name, "!(" + name + ")"));
                case TEXT -> texts(fact, property, kinds);
                default -> {}
            }
        }
        return Arbitraries.oneOf(kinds);
    }

    private static List<String> alike(Fact fact, Type kind) {
        return shape(fact).properties().stream()
                .filter(other -> kind(other) == kind)
                .map(FactProperty::name)
                .toList();
    }

    private Arbitrary<String> literal(FactProperty property) {
        return kind(property) == Type.NUMBER ? number() : Values.literal(property);
    }

    /** A stock engine takes a whole number for an {@code int}, and does not compile what is greater. */
    private Arbitrary<String> number() {
        return stock
                ? Values.number().filter(number -> number.contains(".") || Math.abs(Double.parseDouble(number)) < 1e10)
                : Values.number();
    }

    private void numbers(Fact fact, String name, List<Arbitrary<String>> kinds) {
        Arbitrary<String> number = number();
        Arbitrary<String> other = Arbitraries.of(alike(fact, Type.NUMBER));
        Arbitrary<String> order = Arbitraries.of(ORDERS);
        // of products and what is negated a stock engine makes a zero below zero
        Arbitrary<String> sign = stock ? Arbitraries.of(" + ", " - ") : Arbitraries.of(" + ", " - ", " * ");
        kinds.add(Combinators.combine(sign, other, order, number).as((a, b, c, d) -> name + a + b + " " + c + " " + d));
        kinds.add(Combinators.combine(sign, number, order, other).as((a, b, c, d) -> name + a + b + " " + c + " " + d));
        kinds.add(Combinators.combine(other, order, other, number)
                .as((a, b, c, d) -> "(" + name + " - " + a + ") / 4 " + b + " 2.5 * " + c + " - " + d));
        kinds.add(Combinators.combine(order, number, order, number)
                .as((a, b, c, d) -> name + " " + a + " " + b + " && " + c + " " + d)
                .map(half -> stock ? "(" + half + ")" : half)); // beside others a stock engine needs the brackets
        kinds.add(Combinators.combine(number, sign, order, other)
                .as((a, b, c, d) -> a + b + "(" + name + " + " + d + ") " + c + " 5 + (" + d + " - 2)"));
        if (!stock) {
            kinds.add(Combinators.combine(order, number).as((a, b) -> "-" + name + " " + a + " " + b));
            kinds.add(Combinators.combine(number, order, other)
                    .as((a, b, c) -> a + " - " + name + " " + b + " -(" + c + " * 2)"));
        }
    }

    private void texts(Fact fact, FactProperty property, List<Arbitrary<String>> kinds) {
        String name = property.name();
        Arbitrary<String> pieces = Arbitraries.of("Oulu", "O", " ", "I", "\\\"", "\\\\", "'", "京");
        kinds.add(Combinators.combine(
                        Arbitraries.of(
                                " str[startsWith] ",
                                " str[endsWith] ",
                                " not str[startsWith] ",
                                " not str[endsWith] ",
                                " contains ",
                                " not contains "),
                        pieces)
                .as((how, piece) -> name + how + '"' + piece + '"'));
        List<String> sets = alike(fact, Type.CHOICES);
        if (!sets.isEmpty()) {
            kinds.add(Combinators.combine(Arbitraries.of(" memberOf ", " not memberOf "), Arbitraries.of(sets))
                    .as((how, set) -> name + how + set));
        }
    }

    private Arbitrary<String> contains(Fact fact, FactProperty set) {
        Arbitrary<String> literal = literal(set);
        Arbitrary<String> how = Arbitraries.of(" contains ", " not contains ", " excludes ");
        Arbitrary<String> text = Arbitraries.of(alike(fact, Type.TEXT));
        return Arbitraries.oneOf(
                Combinators.combine(how, Arbitraries.oneOf(literal, text))
                        .as((word, member) -> set.name() + word + member),
                literal.map(member -> member + " memberOf " + set.name()));
    }

    /** Tests of a fact with what {@link RandomRules} bound before: {@code $n} a number, {@code $t} a text, {@code $f} a fact. */
    Arbitrary<String> comparedWithBound(Fact fact) {
        Arbitrary<String> numbers = Combinators.combine(
                        Arbitraries.of(alike(fact, Type.NUMBER)), Arbitraries.of(ORDERS), number())
                .as((name, sign, number) -> name + " " + sign + " $n, " + name + " + $n " + sign + " " + number);
        Arbitrary<String> texts = Combinators.combine(
                        Arbitraries.of(alike(fact, Type.TEXT)), Arbitraries.of(EQUALITIES))
                .as((name, sign) -> name + sign + "$t");
        return Arbitraries.oneOf(numbers, texts, Arbitraries.just("$t != null"));
    }
}
