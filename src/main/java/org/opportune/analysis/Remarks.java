package org.opportune.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Rule;

/**
 * Collects what is said of rules: at most so much of each kind, with a word that there may be more, and of a rule that has no effect only once that it has none.
 */
final class Remarks {
    private static final int MOST = 50;
    private static final Set<Kind> NOTES = EnumSet.of(Kind.STAGES_OVERLAP, Kind.NOT_DECIDED);

    private final Map<Kind, List<Finding>> found = new EnumMap<>(Kind.class);
    private final Map<Kind, Place> last = new EnumMap<>(Kind.class);
    private final Set<Kind> cut = EnumSet.noneOf(Kind.class);
    private final Set<String> idle = new HashSet<>();

    void add(Kind kind, Place place, String message) {
        List<Finding> same = found.computeIfAbsent(kind, key -> new ArrayList<>());
        if (same.size() < MOST) {
            same.add(Finding.in(kind, place, message));
            last.put(kind, place);
        } else {
            cut.add(kind);
        }
    }

    /** Whether more of the kind would not be heard, so that nobody need look for it. */
    boolean isFull(Kind kind) {
        boolean isFull = found.getOrDefault(kind, List.of()).size() >= MOST;
        if (isFull) {
            cut.add(kind);
        }
        return isFull;
    }

    /** Adds what makes the rule have no effect. */
    void idle(Kind kind, Rule rule, String message) {
        idle(rule);
        add(kind, rule.place(), message);
    }

    /** Notes that the rule has no effect, which was said elsewhere. */
    void idle(Rule rule) {
        idle.add(rule.name());
    }

    boolean isIdle(Studied one) {
        return idle.contains(one.rule().name());
    }

    /** By kind, then as they were added. */
    List<Finding> list(boolean isNote) {
        return found.entrySet().stream()
                .filter(entry -> NOTES.contains(entry.getKey()) == isNote)
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .flatMap(entry -> Stream.concat(entry.getValue().stream(), more(entry.getKey())))
                .toList();
    }

    private Stream<Finding> more(Kind kind) {
        return cut.contains(kind)
                ? Stream.of(Finding.in(
                        kind,
                        last.getOrDefault(kind, Place.of("rulebook.yaml", 1, 1)),
                        "there may be more than these " + MOST + " of this kind, not shown; mend them and check again"))
                : Stream.of();
    }
}
