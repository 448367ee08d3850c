package org.opportune.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Member;
import org.opportune.analysis.Dimension.Property;
import org.opportune.analysis.Dimension.Test;
import org.opportune.model.Condition.Affix;
import org.opportune.model.Condition.Contains;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.Type;

/** Values of a box that make a good example: what a person would choose first, then some that lie at an edge. */
final class Points {
    private static final int MOST = 7;
    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);

    private final Space space;

    Points(Space space) {
        this.space = space;
    }

    /** At least one value; null stands for an unknown one. */
    List<@Nullable Object> of(Box box, Ref ref) {
        Values values = box.at(space.number(new Property(ref)));
        Set<@Nullable Object> points = new LinkedHashSet<>();
        if (ref.type() == Type.CHOICES && !values.known().isEmpty()) {
            sets(box, ref, points);
        } else if (values.known() instanceof Ranges ranges) {
            numbers(ranges, ref.type(), points);
        } else if (values.known() instanceof Among among) {
            points.addAll(among.isOthers() ? texts(box, ref, among) : among.values());
        }
        List<@Nullable Object> some = new ArrayList<>(points);
        some = some.size() > MOST ? some.subList(0, MOST) : some;
        if (values.isUnknown() || some.isEmpty()) {
            some.add(null);
        }
        return some;
    }

    private void sets(Box box, Ref ref, Set<@Nullable Object> points) {
        Set<String> members = new LinkedHashSet<>();
        FactProperty declared = space.declared(ref);
        Set<String> possible = new LinkedHashSet<>(
                declared.choices() == null ? Set.of() : declared.choices().keySet());
        for (int number : box.dimensions()) {
            if (space.dimension(number) instanceof Member member && member.set().equals(ref)) {
                if (((Among) box.at(number).known()).values().contains(true)) {
                    members.add(member.member());
                } else {
                    possible.remove(member.member());
                }
            }
        }
        points.add(members);
        points.add(possible);
    }

    private Set<Object> texts(Box box, Ref ref, Among excluded) {
        Set<Object> texts = new LinkedHashSet<>();
        for (int number : box.dimensions()) {
            if (space.dimension(number) instanceof Test test && test.test() instanceof Affix affix) {
                texts.add(affix.ref().equals(ref) ? affix.text() : "something");
            } else if (space.dimension(number) instanceof Test test && test.test() instanceof Contains contains) {
                FactProperty set = space.declared(contains.set());
                texts.addAll(set.choices() == null ? Set.of() : set.choices().keySet());
            }
        }
        texts.add("something");
        texts.add("something else");
        texts.removeAll(excluded.values());
        for (int i = 2; texts.isEmpty(); i++) {
            texts.add("something " + i);
            texts.removeAll(excluded.values());
        }
        return texts;
    }

    private static void numbers(Ranges ranges, Type type, Set<@Nullable Object> points) {
        double anchor =
                type == Type.DATE ? DAY.toEpochDay() : type == Type.DATE_TIME ? DAY.toEpochDay() * 86_400_000_000.0 : 0;
        for (int i = 0; i < ranges.count() && points.size() < MOST; i++) {
            double least = ranges.least(i);
            double most = ranges.most(i);
            double start = Math.max(least, Math.min(most, anchor));
            Set<Double> chosen = new LinkedHashSet<>();
            if (anchor == 0 && least <= Integer.MIN_VALUE && most < Integer.MAX_VALUE) {
                chosen.add(roundDown(least, most)); // younger than 18 is 17 rather than 0
            }
            chosen.add(start <= anchor ? roundDown(least, start) : roundUp(start, most));
            chosen.add(roundUp(least, most));
            chosen.add(roundUp(least, most) + 1);
            chosen.add(roundUp(least, most) + 2);
            chosen.add(roundUp(least, most) + 10);
            chosen.add(roundUp(least, most) + 100);
            chosen.add(roundDown(least, most));
            for (double value : chosen) {
                boolean isOdd = (Math.abs(value) == Integer.MAX_VALUE || Math.abs(value) > 1e17) && !points.isEmpty();
                Object point = value < least || value > most || isOdd ? null : point(type, value);
                if (point != null) {
                    points.add(point);
                }
            }
        }
    }

    private static double roundUp(double least, double most) {
        for (int digits = 0; Math.abs(least) < 1e15 && digits < 18; digits++) {
            double value =
                    new BigDecimal(least).setScale(digits, RoundingMode.CEILING).doubleValue() + 0.0;
            if (value >= least && value <= most) {
                return value;
            }
        }
        return least;
    }

    private static double roundDown(double least, double most) {
        return -roundUp(-most, -least) + 0.0;
    }

    private static @Nullable Object point(Type type, double value) {
        return switch (type) {
            case INTEGER ->
                value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE ? (Object) (int) value : null;
            case DATE -> value == Math.rint(value) && Math.abs(value) < 1e6 ? LocalDate.ofEpochDay((long) value) : null;
            case DATE_TIME -> value == Math.rint(value) && Math.abs(value) < 1e17 ? Times.time(value) : null;
            default -> value;
        };
    }
}
