package org.opportune.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Kind;
import org.opportune.model.Say;

/** Rules without effect: others speak first for all of their customers, or another says the same of at least these. */
final class Swallowed {
    private static final long STEPS = 1_000_000;

    private final Examples examples;
    private final Cover cover = new Cover(STEPS);

    Swallowed(Examples examples) {
        this.examples = examples;
    }

    void report(List<Studied> rules, Remarks remarks) {
        Studied.groups(rules).values().forEach(group -> inGroup(group, remarks));
        sayingTheSame(rules, remarks);
    }

    private void inGroup(List<Studied> group, Remarks remarks) {
        for (Studied one : group) {
            if (one.said().isNever() && !one.holds().isNever()) {
                String example = examples.of(one.holds().boxes().get(0), one.rule());
                remarks.idle(
                        Kind.SWALLOWED,
                        one.rule(),
                        one.name() + " never speaks: wherever it holds, an earlier rule of its group '"
                                + one.rule().group() + "' does, " + Words.names(meeting(one, group))
                                + "; move it up, give it more salience, or remove it" + Words.forExample(example));
            }
        }
    }

    private static List<Studied> meeting(Studied one, List<Studied> group) {
        return group.stream()
                .limit(Math.min(one.turn(), BoxIndex.MOST))
                .filter(other -> other.holds().boxes().stream()
                        .anyMatch(box -> one.holds().boxes().stream().anyMatch(box::meets)))
                .limit(Words.MOST_NAMES + 1)
                .toList();
    }

    /** Not of scores: there points add up. */
    private void sayingTheSame(List<Studied> rules, Remarks remarks) {
        Map<Say, List<Studied>> saying = new HashMap<>();
        for (Studied one : rules) {
            one.rule().then().forEach(say -> saying.computeIfAbsent(say, key -> new ArrayList<>())
                    .add(one));
        }
        Map<Say, BoxIndex> indexes = new HashMap<>();
        for (Studied one : rules) {
            if (one.said().boxes().isEmpty()
                    || one.rule().group() != null
                    || remarks.isIdle(one)
                    || one.says(Say.Score.class)) {
                continue;
            }
            Set<Studied> by = new LinkedHashSet<>();
            boolean isAll = true;
            for (Say say : one.rule().then()) {
                BoxIndex index = indexes.computeIfAbsent(say, key -> new BoxIndex(saying.getOrDefault(key, List.of())));
                Studied wider = wider(one, index);
                isAll &= wider != null;
                if (wider != null) {
                    by.add(wider);
                }
            }
            if (isAll && !by.isEmpty()) {
                remarks.idle(
                        Kind.SWALLOWED,
                        one.rule(),
                        one.name() + " adds nothing but its own words: wherever it holds, so does " + Words.names(by)
                                + ", which says the same; change or remove one of them"
                                + Words.forExample(
                                        examples.of(one.said().boxes().get(0), one.rule())));
            }
        }
    }

    /** A rule that says the same of all customers of this one; of two for the same customers the later is wider than none. */
    private @Nullable Studied wider(Studied one, BoxIndex index) {
        for (BoxIndex.Entry entry : index.containing(one.said().boxes().get(0))) {
            Studied other = entry.rule();
            if (!other.equals(one)
                    && cover.covers(other.said().boxes(), one.said())
                    && (other.order() < one.order() || !cover.covers(one.said().boxes(), other.said()))) {
                return other;
            }
        }
        return null;
    }
}
