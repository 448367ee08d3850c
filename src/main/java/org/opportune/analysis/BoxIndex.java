package org.opportune.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds which boxes of many may meet or contain one, by the single values that most of a table's rows ask for. */
final class BoxIndex {
    /** How many boxes are looked at for one answer; a table of thousands of ranges is not compared pair by pair. */
    static final int MOST = 2_000;

    private static final int FEWEST_VALUES = 3;

    /** A box of a rule. */
    record Entry(Studied rule, Box box) {}

    private final List<Entry> others = new ArrayList<>();
    private final Map<Integer, Map<Object, List<Entry>>> byValue = new HashMap<>();

    /** Takes rules in the order in which answers give them. */
    BoxIndex(List<Studied> rules) {
        List<Entry> entries = rules.stream()
                .flatMap(rule -> rule.said().boxes().stream().map(box -> new Entry(rule, box)))
                .toList();
        Map<Integer, Set<Object>> values = new HashMap<>();
        for (Entry entry : entries) {
            for (int dimension : entry.box().dimensions()) {
                Object only = only(entry.box().at(dimension));
                if (only != null) {
                    values.computeIfAbsent(dimension, key -> new HashSet<>()).add(only);
                }
            }
        }
        for (Entry entry : entries) {
            Integer best = best(entry.box(), values);
            Object only = best == null ? null : only(entry.box().at(best));
            if (best == null || only == null) {
                others.add(entry);
            } else {
                byValue.computeIfAbsent(best, key -> new HashMap<>())
                        .computeIfAbsent(only, key -> new ArrayList<>())
                        .add(entry);
            }
        }
    }

    private static @Nullable Integer best(Box box, Map<Integer, Set<Object>> values) {
        Integer best = null;
        int most = FEWEST_VALUES - 1;
        for (int dimension : box.dimensions()) {
            int count = values.getOrDefault(dimension, Set.of()).size();
            if (count > most && only(box.at(dimension)) != null) {
                best = dimension;
                most = count;
            }
        }
        return best;
    }

    private static @Nullable Object only(Values values) {
        if (values.isUnknown()) {
            return null;
        } else if (values.known() instanceof Ranges ranges) {
            return ranges.only();
        }
        Among among = (Among) values.known();
        return !among.isOthers() && among.values().size() == 1
                ? among.values().iterator().next()
                : null;
    }

    /**
     * Boxes that meet another.
     *
     * @param isWhole whether these are all
     */
    record Meeting(List<Entry> entries, boolean isWhole) {}

    /** The boxes that meet this one, of rules that stand before one in the order. */
    Meeting meeting(Box box, int before) {
        List<Entry> meeting = new ArrayList<>();
        int[] budget = {MOST};
        meeting(others, box, before, meeting, budget);
        byValue.forEach((dimension, entries) -> {
            Values values = box.at(dimension);
            Object only = only(values);
            if (only != null) {
                meeting(entries.getOrDefault(only, List.of()), box, before, meeting, budget);
            } else if (values.known() instanceof Among among && !among.isOthers()) {
                for (Object value : among.values()) {
                    meeting(entries.getOrDefault(value, List.of()), box, before, meeting, budget);
                }
            } else {
                entries.values().forEach(list -> meeting(list, box, before, meeting, budget));
            }
        });
        meeting.sort(Comparator.comparingInt(entry -> entry.rule().turn()));
        return new Meeting(meeting, budget[0] >= 0);
    }

    private static void meeting(List<Entry> entries, Box box, int before, List<Entry> meeting, int[] budget) {
        for (Entry entry : entries) {
            if (entry.rule().turn() >= before || --budget[0] < 0) {
                return;
            } else if (entry.box().meets(box)) {
                meeting.add(entry);
            }
        }
    }

    /** Boxes that contain this one, among them its own. */
    List<Entry> containing(Box box) {
        List<Entry> containing = new ArrayList<>();
        containing(others, box, containing);
        byValue.forEach((dimension, entries) -> {
            Object only = only(box.at(dimension));
            if (only != null) {
                containing(entries.getOrDefault(only, List.of()), box, containing);
            }
        });
        containing.sort(Comparator.comparingInt(entry -> entry.rule().turn()));
        return containing;
    }

    private static void containing(List<Entry> entries, Box box, List<Entry> containing) {
        for (Entry entry : entries.subList(0, Math.min(MOST / 2, entries.size()))) {
            if (entry.box().contains(box)) {
                containing.add(entry);
            }
        }
    }
}
