package org.opportune.rulebook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.opportune.model.Row;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Facts;

/** Values of few kinds, so that rules and customers often meet at a boundary: the same for every property of a type, their neighbours, zero and extremes. */
final class Values {
    private static final List<Integer> INTEGERS =
            List.of(0, 1, -1, 2, 3, 5, 30, 31, 100, 1_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE);
    private static final List<Double> NUMBERS = List.of(
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            2.5,
            3.0,
            5.0,
            30.0,
            0.1,
            0.2,
            0.30000000000000004,
            0.000000001,
            99.99,
            100.0,
            -100.25,
            1e12,
            -1e12);
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.of(1800, 1, 1),
            LocalDate.of(1999, 12, 31),
            LocalDate.of(2000, 1, 1),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2026, 3, 1),
            LocalDate.of(2200, 12, 31));
    private static final List<LocalDateTime> TIMES = List.of(
            LocalDateTime.of(1800, 1, 1, 0, 0),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
            LocalDateTime.of(2026, 2, 28, 23, 59, 59, 999_999_000),
            LocalDateTime.of(2026, 3, 1, 0, 0),
            LocalDateTime.of(2026, 3, 1, 10, 15, 0, 1_000),
            LocalDateTime.of(2026, 3, 2, 0, 0),
            LocalDateTime.of(2200, 12, 31, 23, 59));
    private static final List<String> TEXTS = List.of(
            "Oulu",
            "oulu",
            "Oulu (FI)",
            " Oulu",
            "FI",
            "3",
            "2026-03-01",
            "true",
            "null",
            "it's",
            "say \"hi\"",
            "back\\slash",
            "$param",
            "// no comment",
            "/* nor this */",
            "end",
            "东京",
            "שלום",
            "😀",
            "then;");

    private Values() {}

    static Arbitrary<String> texts(FactProperty property) {
        Map<String, ?> choices = property.choices();
        return choices == null ? Arbitraries.of(TEXTS) : Arbitraries.of(choices.keySet());
    }

    /** A literal as an author writes it beside the property. */
    static Arbitrary<String> literal(FactProperty property) {
        return switch (property.type()) {
            case INTEGER, NUMBER, MONEY -> number();
            case BOOLEAN -> Arbitraries.of("true", "false");
            case DATE -> Arbitraries.of(DAYS).map(day -> "\"" + day + "\"");
            case DATE_TIME -> Arbitraries.of(TIMES).map(time -> "\"" + time + "Z\"");
            default -> texts(property).map(Values::quoted);
        };
    }

    static Arbitrary<String> number() {
        return Arbitraries.oneOf(
                Arbitraries.of(INTEGERS).map(String::valueOf),
                Arbitraries.of(NUMBERS)
                        .filter(number -> number != 0.30000000000000004) // more digits than a rule may write
                        .map(number -> new BigDecimal(number.toString())
                                .stripTrailingZeros()
                                .toPlainString()));
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** As many rows as wanted, in each of which about every fifth value is unknown, or none. Each is shown by itself, so there is nothing to shrink. */
    static Arbitrary<List<Row>> rows(Facts facts, int count, boolean unknown) {
        return Arbitraries.longs().withoutEdgeCases().map(seed -> {
            Random random = new Random(seed);
            return Stream.generate(() -> row(facts, random, unknown))
                    .limit(count)
                    .toList();
        });
    }

    private static Row row(Facts facts, Random random, boolean unknown) {
        return new Row(
                values(facts.customer(), random, unknown),
                values(facts.context(), random, unknown),
                values(facts.classification(), random, unknown),
                values(facts.offer(), random, unknown));
    }

    private static FactValues values(FactShape shape, Random random, boolean unknown) {
        Map<String, Object> values = new HashMap<>();
        for (FactProperty property : shape.properties()) {
            if (!unknown || random.nextInt(5) > 0) {
                values.put(property.name(), value(property, random));
            }
        }
        return FactValues.of(shape, values);
    }

    static Object value(FactProperty property, Random random) {
        Map<String, ?> choices = property.choices();
        return switch (property.type()) {
            case INTEGER -> one(INTEGERS, random);
            case NUMBER, MONEY -> one(NUMBERS, random);
            case BOOLEAN -> random.nextBoolean();
            case DATE -> one(DAYS, random);
            case DATE_TIME -> one(TIMES, random);
            case CHOICES -> {
                TreeSet<String> set = new TreeSet<>(choices == null ? Set.of() : choices.keySet());
                set.removeIf(any -> random.nextBoolean());
                yield set;
            }
            default -> one(choices == null ? TEXTS : List.copyOf(choices.keySet()), random);
        };
    }

    private static <T> T one(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
