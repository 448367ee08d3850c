package org.opportune.analysis;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Member;
import org.opportune.analysis.Dimension.Order;
import org.opportune.analysis.Dimension.Property;
import org.opportune.analysis.Dimension.Test;
import org.opportune.kernel.Nearest;
import org.opportune.model.Condition;
import org.opportune.model.Rule;
import org.opportune.model.Term.Ref;

/** How messages name things. */
final class Words {
    private static final int MOST = 12;

    static final int MOST_NAMES = 3;

    private Words() {}

    static String rule(Rule rule) {
        return "'" + Nearest.shorten(rule.name()) + "'";
    }

    static String property(Ref ref) {
        return ref.fact().word().toLowerCase(Locale.ROOT) + "." + ref.name();
    }

    static String dimension(Dimension dimension) {
        if (dimension instanceof Property property) {
            return property(property.ref());
        } else if (dimension instanceof Member member) {
            return property(member.set()) + " with '" + Nearest.shorten(member.member()) + "'";
        }
        Condition test = dimension instanceof Test one ? one.test() : Condition.ALWAYS;
        return String.join(
                " and ",
                (dimension instanceof Order order ? Regions.refs(order) : Condition.impliedKnown(test))
                        .stream().map(Words::property).toList());
    }

    /** {@code ; for example: customer.orders90d = 3}, or nothing where there is no example. */
    static String forExample(@Nullable String example) {
        return example == null ? "" : "; for example: " + example;
    }

    static String example(Map<Ref, @Nullable Object> values) {
        List<String> words = new ArrayList<>();
        values.forEach((ref, value) -> words.add(property(ref) + value(value)));
        return words.isEmpty()
                ? "anybody"
                : String.join(", ", words.subList(0, Math.min(MOST, words.size())))
                        + (words.size() > MOST ? ", …" : "");
    }

    static String names(Collection<Studied> rules) {
        return String.join(
                        ", ",
                        rules.stream().limit(MOST_NAMES).map(Studied::name).toList())
                + (rules.size() > MOST_NAMES ? " and others" : "");
    }

    private static String value(@Nullable Object value) {
        if (value == null) {
            return " unknown";
        } else if (value instanceof Collection<?> members) {
            return members.isEmpty()
                    ? " empty"
                    : " has "
                            + String.join(
                                    ", ", members.stream().map(String::valueOf).toList());
        } else if (value instanceof Double number) {
            return " = " + BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        } else if (value instanceof LocalDateTime time) {
            return " = " + time.toInstant(ZoneOffset.UTC);
        }
        return " = " + Nearest.shorten(value.toString());
    }
}
