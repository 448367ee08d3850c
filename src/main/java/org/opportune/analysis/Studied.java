package org.opportune.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Rule;
import org.opportune.model.Say;

/**
 * A rule and where it holds.
 *
 * @param order its place among the step's rules
 * @param turn its place among the rules that it is compared with
 * @param holds where its condition holds
 * @param said where it says what it says: less than where it holds when an earlier rule of its group speaks for it
 */
record Studied(Rule rule, int order, int turn, Region holds, Region said) {
    private static final long STEPS = 1_000_000;

    /** Studies the rules of one step. */
    static List<Studied> all(List<Rule> rules, Space space, Predicate<Box> impossible) {
        Regions regions = new Regions(space);
        List<Studied> all = new ArrayList<>();
        for (Rule rule : rules) {
            Region region = regions.of(rule).without(impossible);
            all.add(new Studied(rule, all.size(), all.size(), region, region));
        }
        Cover cover = new Cover(STEPS);
        groups(all).values().forEach(group -> exclude(group, all, cover));
        return all;
    }

    /** The rules of each group in the order in which they get their turn. */
    static Map<String, List<Studied>> groups(List<Studied> rules) {
        Map<String, List<Studied>> groups = rules.stream()
                .filter(one -> one.rule().group() != null)
                .collect(Collectors.groupingBy(
                        one -> String.valueOf(one.rule().group()), LinkedHashMap::new, Collectors.toList()));
        groups.replaceAll((name, group) -> inTurn(group, one -> -one.rule().salience()));
        return groups;
    }

    /** The rules sorted, and numbered so. */
    static List<Studied> inTurn(List<Studied> rules, ToIntFunction<Studied> key) {
        List<Studied> sorted = new ArrayList<>(rules);
        sorted.sort(Comparator.comparingInt(key).thenComparingInt(Studied::order));
        for (int turn = 0; turn < sorted.size(); turn++) {
            Studied one = sorted.get(turn);
            sorted.set(turn, new Studied(one.rule, one.order, turn, one.holds, one.said));
        }
        return sorted;
    }

    private static void exclude(List<Studied> group, List<Studied> all, Cover cover) {
        BoxIndex index = new BoxIndex(group);
        boolean isKnown = true;
        for (Studied one : group) {
            Set<Box> earlier = new LinkedHashSet<>();
            boolean isFound = isKnown && one.holds.isWhole() && !cover.isExhausted();
            for (Box box : cover.isExhausted() ? List.<Box>of() : one.holds.boxes()) {
                BoxIndex.Meeting meeting = index.meeting(box, one.turn);
                isFound &= meeting.isWhole();
                meeting.entries().forEach(entry -> earlier.add(entry.box()));
            }
            List<Box> left = isFound ? cover.left(one.holds.boxes(), earlier) : null;
            Region said = left == null ? Region.UNKNOWN : new Region(left, true);
            all.set(one.order, new Studied(one.rule, one.order, one.order, one.holds, said));
            isKnown &= one.holds.isWhole();
        }
    }

    boolean says(Class<? extends Say> kind) {
        return rule.then().stream().anyMatch(kind::isInstance);
    }

    boolean isInGroupWith(Studied other) {
        return rule.group() != null && rule.group().equals(other.rule.group());
    }

    /** The same rule, whatever its turn. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Studied that && order == that.order && rule.step() == that.rule.step();
    }

    @Override
    public int hashCode() {
        return order;
    }

    String name() {
        return Words.rule(rule);
    }
}
