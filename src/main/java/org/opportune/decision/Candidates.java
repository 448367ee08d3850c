package org.opportune.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Condition;
import org.opportune.model.Condition.Affix;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.Contains;
import org.opportune.model.Condition.In;
import org.opportune.model.Condition.Known;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Term;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.Type;

/** Values of a fact with which a test may hold, the nearest first. Whether it does is for the interpreter to say. */
final class Candidates {
    /** People's steps of an amount: a cent. */
    private static final int DECIMALS = 2;

    private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);
    private static final String SOME_TEXT = "?";

    private Candidates() {}

    /** Of the class that the fact has. */
    static List<Object> of(Condition test, Ref ref, FactProperty property, Row row) {
        if (test instanceof Known known) {
            return known.known() ? List.of(some(property)) : List.of(); // what is known does not become unknown
        } else if (ref.isNumber()) {
            return numbers(test, ref, property, row);
        }
        List<Object> named = named(test, ref, row);
        return switch (ref.type()) {
            case TEXT, CHOICE -> orChoices(named, property);
            case BOOLEAN -> List.of(true, false);
            case DATE, DATE_TIME -> named.stream().flatMap(Candidates::around).toList();
            case CHOICES -> sets(test, property, row.value(ref), named);
            default -> List.of();
        };
    }

    private static Object some(FactProperty property) {
        return switch (property.type()) {
            case INTEGER ->
                property.minimum() == null ? 0 : (Object) property.minimum().intValue();
            case NUMBER, MONEY -> property.minimum() == null ? 0.0 : (Object) property.minimum();
            case BOOLEAN -> false;
            case DATE -> SOME_DAY;
            case DATE_TIME -> SOME_DAY.atStartOfDay();
            case CHOICES -> new TreeSet<>(firstChoice(property));
            case TEXT, CHOICE, ITEMS ->
                firstChoice(property).stream().findFirst().orElse(SOME_TEXT);
        };
    }

    private static List<String> firstChoice(FactProperty property) {
        return property.choices() == null
                ? List.of()
                : property.choices().keySet().stream().limit(1).toList();
    }

    /** What the test names beside the fact: literals, and values of other facts. */
    private static List<Object> named(Condition test, Ref ref, Row row) {
        Stream<? extends @Nullable Object> named = Stream.of();
        if (test instanceof Compare compare) {
            named = Stream.of(compare.left(), compare.right())
                    .filter(term -> !term.equals(ref))
                    .map(term -> Interpreter.value(term, row));
        } else if (test instanceof In in) {
            named = in.values().stream().map(Term.Literal::value);
        } else if (test instanceof Contains contains) {
            named = contains.set().equals(ref)
                    ? Stream.of(Interpreter.value(contains.member(), row))
                    : row.value(contains.set()) instanceof Collection<?> set ? set.stream() : Stream.of();
        } else if (test instanceof Affix affix) {
            named = Stream.of(affix.text());
        }
        return named.filter(Objects::nonNull).map(Object.class::cast).toList();
    }

    private static List<Object> orChoices(List<Object> named, FactProperty property) {
        List<Object> values = new ArrayList<>(named);
        if (property.choices() != null) {
            values.addAll(property.choices().keySet());
        }
        return values.stream().distinct().toList();
    }

    private static Stream<Object> around(Object value) {
        if (value instanceof LocalDate day) {
            return Stream.of(day, day.plusDays(1), day.minusDays(1));
        }
        return value instanceof LocalDateTime time
                ? Stream.of(time, time.plusSeconds(1), time.minusSeconds(1))
                : Stream.of();
    }

    private static List<Object> sets(Condition test, FactProperty property, @Nullable Object from, List<Object> named) {
        List<Object> sets = new ArrayList<>();
        for (Object member : named) {
            TreeSet<String> set = new TreeSet<>();
            if (from instanceof Collection<?> members) {
                members.forEach(one -> set.add(one.toString()));
            } else if (test instanceof Contains contains && !contains.has() && property.choices() != null) {
                property.choices().keySet().stream()
                        .filter(choice -> !choice.equals(member))
                        .limit(1)
                        .forEach(set::add);
            }
            if (!set.remove(member.toString())) {
                set.add(member.toString());
            }
            sets.add(set);
        }
        return sets;
    }

    /** Where a comparison turns, and a step on either side of it; of a list its numbers, and a step beside what is not wanted. */
    private static List<Object> numbers(Condition test, Ref ref, FactProperty property, Row row) {
        int decimals = ref.type() == Type.INTEGER ? 0 : DECIMALS;
        Double from = Interpreter.value(ref, row) instanceof Double known ? known : null;
        List<Double> turns = new ArrayList<>();
        if (test instanceof Compare compare) {
            Double root = root(compare, ref, row);
            if (root != null) {
                turns.add(root);
            }
        } else if (test instanceof In in) {
            in.values().forEach(value -> turns.add((Double) value.value()));
        }
        Stream<Double> numbers = turns.stream().flatMap(turn -> steps(turn, decimals));
        if (from != null) {
            numbers = Stream.concat(numbers, steps(from, decimals));
        }
        return numbers.distinct()
                .filter(number -> property.minimum() == null || number >= property.minimum())
                .filter(number -> property.maximum() == null || number <= property.maximum())
                .filter(number -> decimals > 0 || Math.abs(number) <= Integer.MAX_VALUE)
                .sorted(Comparator.comparingDouble(number -> from == null ? 0 : Math.abs(number - from)))
                .map(number -> decimals > 0 ? number : (Object) number.intValue())
                .toList();
    }

    private static Stream<Double> steps(double turn, int decimals) {
        BigDecimal near = BigDecimal.valueOf(turn).setScale(decimals, RoundingMode.FLOOR);
        BigDecimal step = BigDecimal.ONE.movePointLeft(decimals);
        Stream<Double> steps = Stream.of(
                        near,
                        near.add(step),
                        near.subtract(step),
                        near.add(step).add(step))
                .map(BigDecimal::doubleValue);
        return decimals > 0 ? Stream.concat(Stream.of(turn), steps) : steps;
    }

    /** The number at which the two sides are equal; null where they are not linear in it, or never equal. */
    private static @Nullable Double root(Compare compare, Ref ref, Row row) {
        Double zero = difference(compare, ref, row, 0);
        Double one = difference(compare, ref, row, 1);
        Double two = difference(compare, ref, row, 2);
        if (zero == null || one == null || two == null) {
            return null;
        }
        double slope = one - zero;
        boolean isLinear = Math.abs(two - one - slope) <= 1e-9 * (1 + Math.abs(slope) + Math.abs(zero));
        double root = -zero / slope;
        return slope != 0 && isLinear && Double.isFinite(root) ? root : null;
    }

    private static @Nullable Double difference(Compare compare, Ref ref, Row row, int value) {
        Row with = row.with(ref, ref.type() == Type.INTEGER ? (Object) value : Double.valueOf(value));
        return Interpreter.value(compare.left(), with) instanceof Double left
                        && Interpreter.value(compare.right(), with) instanceof Double right
                ? left - right
                : null;
    }
}
