package org.opportune.analysis;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Feature.Kind;

/** The figures of one type of event: how many there were within windows, what they add up to, and how many days ago the first and the last was. */
final class History {
    private static final double EVER = Double.MAX_VALUE;

    private final List<Figure> counts;
    private final List<Figure> sums;
    private final List<Figure> firsts;
    private final List<Figure> lasts;
    private final Map<Figure, Kin> kin = new HashMap<>();

    /** A figure, the days that it looks back, and which of the events it looks at. */
    private record Figure(String name, double days, Set<Feature.Filter> filters) {
        static Figure of(Feature feature) {
            Duration window = feature.window();
            return new Figure(
                    feature.name(), window == null ? EVER : window.toHours() / 24.0, new HashSet<>(feature.where()));
        }

        /** Whether it looks at no event that the other does not look at. */
        boolean isWithin(Figure other) {
            return days <= other.days && filters.containsAll(other.filters);
        }

        boolean isLike(Figure other) {
            return filters.equals(other.filters);
        }

        double in(Map<String, @Nullable Object> customer, double otherwise) {
            return customer.get(name) instanceof Number number ? number.doubleValue() : otherwise;
        }
    }

    /**
     * What bounds a count from below: it is asked for each customer that is tried.
     *
     * @param narrower counts of some of its events
     * @param sums of some of its events
     * @param totals counts of the events like its own, whenever they were
     */
    private record Kin(
            List<Figure> narrower, List<Figure> sums, List<Figure> lasts, List<Figure> firsts, List<Figure> totals) {}

    History(List<Feature> features) {
        counts = figures(features, Kind.COUNT)
                .sorted(Comparator.comparingDouble(Figure::days))
                .toList();
        sums = figures(features, Kind.SUM).toList();
        firsts = figures(features, Kind.DAYS_SINCE_FIRST)
                .filter(one -> one.days() == EVER)
                .toList();
        lasts = figures(features, Kind.DAYS_SINCE_LAST)
                .filter(one -> one.days() == EVER)
                .toList();
        counts.forEach(count -> kin.put(
                count,
                new Kin(
                        among(counts, other -> other.isWithin(count) && !other.equals(count)),
                        among(sums, sum -> sum.isWithin(count)),
                        among(lasts, count::isLike),
                        among(firsts, count::isLike),
                        among(counts, other -> other.isLike(count) && other.days() == EVER))));
    }

    private static List<Figure> among(List<Figure> figures, Predicate<Figure> some) {
        return figures.stream().filter(some).toList();
    }

    private static Stream<Figure> figures(List<Feature> features, Kind kind) {
        return features.stream().filter(feature -> feature.kind() == kind).map(Figure::of);
    }

    boolean speaksOf(Set<String> names) {
        return Stream.of(counts, sums, firsts, lasts).flatMap(List::stream).anyMatch(one -> names.contains(one.name()));
    }

    void complete(Map<String, @Nullable Object> customer, Set<String> chosen) {
        counts.stream()
                .filter(count -> !chosen.contains(count.name()))
                .forEach(count -> customer.put(count.name(), (int) leastCount(count, customer)));
        lasts.stream().filter(last -> !chosen.contains(last.name())).forEach(last -> {
            boolean isKnown = Stream.concat(counts.stream(), sums.stream())
                    .anyMatch(figure -> figure.isWithin(last) && figure.in(customer, 0) != 0);
            double days = counts.stream()
                    .filter(count -> count.isLike(last) && count.days() < EVER && count.in(customer, 0) == 0)
                    .mapToDouble(Figure::days)
                    .max()
                    .orElse(0);
            customer.put(last.name(), isKnown ? (Integer) (int) days : null);
        });
        firsts.stream().filter(first -> !chosen.contains(first.name())).forEach(first -> {
            double days = Stream.concat(
                            lasts.stream().filter(first::isLike).map(last -> last.in(customer, -1)),
                            counts.stream()
                                    .filter(count -> isOlder(count, first, customer))
                                    .map(Figure::days))
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(-1);
            customer.put(first.name(), days < 0 ? null : (Integer) (int) days);
        });
    }

    private double leastCount(Figure count, Map<String, @Nullable Object> customer) {
        Kin of = Objects.requireNonNull(kin.get(count));
        double least = Math.max(0, most(of.narrower(), customer, 0));
        if (least(of.firsts(), customer, EVER) < count.days()) {
            boolean isTwo = least(of.lasts(), customer, -1) < most(of.firsts(), customer, -1);
            return Math.max(least, Math.max(most(of.totals(), customer, 0), isTwo ? 2 : 1));
        }
        boolean isAny = least(of.lasts(), customer, EVER) < count.days()
                || least(of.sums(), customer, 0) < 0
                || most(of.sums(), customer, 0) > 0;
        return isAny ? Math.max(least, 1) : least;
    }

    private static double least(List<Figure> figures, Map<String, @Nullable Object> customer, double otherwise) {
        double least = EVER;
        for (Figure figure : figures) {
            least = Math.min(least, figure.in(customer, otherwise));
        }
        return least;
    }

    private static double most(List<Figure> figures, Map<String, @Nullable Object> customer, double otherwise) {
        double most = -1;
        for (Figure figure : figures) {
            most = Math.max(most, figure.in(customer, otherwise));
        }
        return most;
    }

    private double total(Figure like, Map<String, @Nullable Object> customer) {
        return counts.stream()
                .filter(count -> count.isLike(like) && count.days() == EVER)
                .mapToDouble(count -> count.in(customer, 0))
                .max()
                .orElse(0);
    }

    /** Whether there are more events than lie in the count's window, so that the first lies before it. */
    private boolean isOlder(Figure count, Figure first, Map<String, @Nullable Object> customer) {
        return count.isLike(first) && count.days() < EVER && total(first, customer) > count.in(customer, 0);
    }

    boolean isPossible(Map<String, @Nullable Object> customer) {
        return counts.stream().allMatch(one -> counts.stream()
                        .allMatch(other -> !one.isWithin(other) || one.in(customer, 0) <= other.in(customer, 0)))
                && sums.stream().allMatch(sum -> sum.in(customer, 0) == 0 || isSum(sum, customer))
                && lasts.stream().allMatch(last -> isLast(last, customer))
                && firsts.stream().allMatch(first -> isFirst(first, customer));
    }

    /** Whether there are the events that it adds up. */
    private boolean isSum(Figure sum, Map<String, @Nullable Object> customer) {
        return counts.stream().allMatch(count -> !sum.isWithin(count) || count.in(customer, 0) > 0)
                && lasts.stream().allMatch(last -> !sum.isWithin(last) || last.in(customer, EVER) <= sum.days());
    }

    private boolean isLast(Figure last, Map<String, @Nullable Object> customer) {
        double days = last.in(customer, EVER);
        return counts.stream().allMatch(count -> {
            boolean isNone = count.in(customer, 0) == 0;
            boolean isRecent = isNone || !count.isWithin(last) || (days < EVER && days <= count.days());
            return isRecent && !(isNone && count.isLike(last) && days < count.days());
        });
    }

    private boolean isFirst(Figure first, Map<String, @Nullable Object> customer) {
        double days = first.in(customer, -1);
        boolean isOne = total(first, customer) == 1;
        return lasts.stream().filter(first::isLike).allMatch(last -> {
                    double since = last.in(customer, -1);
                    return (days < 0) == (since < 0) && days >= since && (!isOne || days == since);
                })
                && counts.stream().allMatch(count -> !isOlder(count, first, customer) || days >= count.days())
                && counts.stream()
                        .allMatch(count -> !count.isLike(first)
                                || count.days() < EVER
                                || (days >= 0) == (count.in(customer, 0) > 0));
    }

    /** Two figures that no history has within these bounds together; empty when it sees none. */
    List<String> clash(Map<String, Bounds> bounds) {
        for (Figure one : among(counts, bounds)) {
            Bounds is = bounded(one, bounds);
            for (Figure other : among(counts, bounds)) {
                if (one.isWithin(other) && is.least() > bounded(other, bounds).most()) {
                    return List.of(one.name(), other.name());
                }
            }
            for (Figure sum : among(sums, bounds)) {
                if (sum.isWithin(one) && is.isZero() && bounded(sum, bounds).isNotZero()) {
                    return List.of(sum.name(), one.name());
                }
            }
            for (Figure day :
                    among(Stream.concat(lasts.stream(), firsts.stream()).toList(), bounds)) {
                if (excludes(one, is, day, bounded(day, bounds))) {
                    return List.of(one.name(), day.name());
                }
            }
        }
        for (Figure first : among(firsts, bounds)) {
            for (Figure last : among(lasts, bounds)) {
                Bounds of = bounded(last, bounds);
                if (first.isLike(last)
                        && isDays(of)
                        && isDays(bounded(first, bounds))
                        && of.least() > bounded(first, bounds).most()) {
                    return List.of(first.name(), last.name());
                }
            }
        }
        return List.of();
    }

    /** Whether the one is at most the other in every history. */
    boolean isNeverMore(String one, String other) {
        return counts.stream()
                        .anyMatch(narrow -> narrow.name().equals(one)
                                && counts.stream().anyMatch(wide -> wide.name().equals(other) && narrow.isWithin(wide)))
                || lasts.stream()
                        .anyMatch(last -> last.name().equals(one)
                                && firsts.stream()
                                        .anyMatch(first -> first.name().equals(other) && first.isLike(last)));
    }

    private static Bounds bounded(Figure figure, Map<String, Bounds> bounds) {
        return Objects.requireNonNull(bounds.get(figure.name()));
    }

    private static List<Figure> among(List<Figure> figures, Map<String, Bounds> bounds) {
        return figures.stream().filter(one -> bounds.containsKey(one.name())).toList();
    }

    private static boolean isDays(Bounds bounds) {
        return bounds.isKnown() && !bounds.isUnknown();
    }

    /** Whether the count and the days since the first or last event go against each other. */
    private boolean excludes(Figure count, Bounds is, Figure day, Bounds days) {
        boolean isNone = is.isZero() && count.isLike(day) && isDays(days) && days.most() < count.days();
        boolean isSome = is.isNotZero() && count.isWithin(day);
        boolean isOld = lasts.contains(day) && isDays(days) && days.least() > count.days();
        return isNone || (isSome && (!days.isKnown() || isOld));
    }
}
