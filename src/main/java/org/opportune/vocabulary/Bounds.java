package org.opportune.vocabulary;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.YamlNode;

/** The least and the most that a number, or an amount of money in the currency that it comes in, may be; null where there is no such bound. */
public record Bounds(@Nullable Integer minimum, @Nullable Integer maximum) {
    public static final Bounds NONE = new Bounds(null, null);

    static Bounds read(String name, Type type, YamlNode node) {
        if (type != Type.INTEGER && type != Type.NUMBER && type != Type.MONEY) {
            for (String bound : List.of("minimum", "maximum")) {
                node.get(bound)
                        .ifPresent(given -> given.fail("'" + name + "' is of type " + type.word()
                                + "; only integer, number and money have a " + bound));
            }
            return NONE;
        }
        return read(name, node);
    }

    static Bounds read(String name, YamlNode node) {
        Integer minimum = bound(node, "minimum");
        Integer maximum = bound(node, "maximum");
        if (minimum != null && maximum != null && minimum > maximum) {
            node.required("minimum")
                    .fail("the minimum " + minimum + " of '" + name + "' is more than its maximum " + maximum
                            + "; change one of them");
            return NONE;
        }
        return new Bounds(minimum, maximum);
    }

    private static @Nullable Integer bound(YamlNode node, String name) {
        return node.get(name)
                .map(bound -> bound.number(Integer.MIN_VALUE, Integer.MAX_VALUE))
                .orElse(null);
    }

    /** What is wrong with the value; null when it is within the bounds or no number. */
    @Nullable
    String broken(String name, Object value) {
        BigDecimal number = number(value);
        if (number == null) {
            return null;
        }
        if (minimum != null && number.compareTo(BigDecimal.valueOf(minimum)) < 0) {
            return "'" + number.toPlainString() + "' is less than " + minimum + ", the least that '" + name
                    + "' may be";
        }
        if (maximum != null && number.compareTo(BigDecimal.valueOf(maximum)) > 0) {
            return "'" + number.toPlainString() + "' is more than " + maximum + ", the most that '" + name + "' may be";
        }
        return null;
    }

    private static @Nullable BigDecimal number(Object value) {
        if (value instanceof Money money) {
            return money.value();
        }
        if (value instanceof Integer whole) {
            return BigDecimal.valueOf(whole);
        }
        return value instanceof BigDecimal number ? number : null;
    }
}
