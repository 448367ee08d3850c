package org.opportune.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.opportune.kernel.Kind;
import org.opportune.model.Say;
import org.opportune.vocabulary.Vocabulary;

/** Rules without effect: others speak first for all of their customers, or another says the same of at least these. */
final class Swallowed {
    private static final long STEPS = 1_000_000;
    private static final int MOST_WEIGHED = 50;

    private final Vocabulary vocabulary;
    private final Examples examples;
    private final Cover cover = new Cover(STEPS);

    Swallowed(Vocabulary vocabulary, Examples examples) {
        this.vocabulary = vocabulary;
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

    /** First what one rule swallows alone, then what those that are left swallow together, the later first. */
    private void sayingTheSame(List<Studied> rules, Remarks remarks) {
        Map<Say, List<Studied>> saying = new HashMap<>();
        for (Studied one : rules) {
            one.rule().then().forEach(say -> saying.computeIfAbsent(say, key -> new ArrayList<>())
                    .add(one));
        }
        Map<Say, BoxIndex> indexes = new HashMap<>();
        Function<Say, BoxIndex> index =
                say -> indexes.computeIfAbsent(say, key -> new BoxIndex(saying.getOrDefault(key, List.of())));
        for (Studied one : rules) {
            if (mayBeSwallowed(one, remarks)) {
                by(one, say -> wider(one, index.apply(say)), remarks);
            }
        }
        for (int i = rules.size() - 1; i >= 0; i--) {
            Studied one = rules.get(i);
            if (mayBeSwallowed(one, remarks)) {
                by(one, say -> together(one, say, index, remarks), remarks);
            }
        }
    }

    private static boolean mayBeSwallowed(Studied one, Remarks remarks) {
        return !one.said().boxes().isEmpty()
                && one.rule().group() == null
                && !remarks.isIdle(one)
                && one.rule().then().stream().noneMatch(Swallowed::countsBesideOthers);
    }

    /** Points and weights add up and multiply; of values and propensities another rule may stand between two that say the same. */
    private static boolean countsBesideOthers(Say say) {
        return say instanceof Say.Score
                || say instanceof Say.Weight
                || say instanceof Say.Value
                || say instanceof Say.Propensity;
    }

    /** Remarks on a rule for all of whose sayings there are others; none for a saying means that it has an effect. */
    private void by(Studied one, Function<Say, Set<Studied>> saying, Remarks remarks) {
        Set<Studied> by = new LinkedHashSet<>();
        for (Say say : one.rule().then()) {
            Set<Studied> of = saying.apply(say);
            if (of.isEmpty()) {
                return;
            }
            by.addAll(of);
        }
        boolean isEarlier = by.stream().anyMatch(other -> isOfAnotherStage(one, other));
        String others = by.size() == 1
                ? "so does " + Words.names(by) + ", which says the same"
                : "so do others that together say the same" + (isEarlier ? " or an earlier stage" : "") + ", "
                        + Words.names(by);
        remarks.idle(
                Kind.SWALLOWED,
                one.rule(),
                one.name() + " adds nothing but its own words: wherever it holds, " + others
                        + "; change or remove one of them"
                        + Words.forExample(examples.of(one.said().boxes().get(0), one.rule())));
    }

    private static boolean isOfAnotherStage(Studied one, Studied other) {
        String stage = Stages.stage(one);
        return stage != null && !stage.equals(Stages.stage(other));
    }

    /** A rule that says the same of all customers of this one; of two for the same customers the later is wider than none. */
    private Set<Studied> wider(Studied one, BoxIndex index) {
        for (BoxIndex.Entry entry : index.containing(one.said().boxes().get(0))) {
            Studied other = entry.rule();
            if (!other.equals(one)
                    && answersTheSame(one, other)
                    && cover.covers(other.said().boxes(), one.said())
                    && (other.order() < one.order() || !cover.covers(one.said().boxes(), other.said()))) {
                return Set.of(other);
            }
        }
        return Set.of();
    }

    /** Whether they do not merely name the same offer, one to say who may have it and the other when. */
    private static boolean answersTheSame(Studied one, Studied other) {
        return one.rule().question() == other.rule().question();
    }

    /** Rules with an effect that together say it, or an earlier stage, of all customers of this one. */
    private Set<Studied> together(Studied one, Say say, Function<Say, BoxIndex> index, Remarks remarks) {
        List<BoxIndex.Entry> meeting = new ArrayList<>();
        for (Say other : say instanceof Say.Stage stage ? upTo(stage) : List.of(say)) {
            for (Box box : one.said().boxes()) {
                meeting.addAll(
                        index.apply(other).meeting(box, Integer.MAX_VALUE).entries());
            }
        }
        meeting.removeIf(entry ->
                entry.rule().equals(one) || !answersTheSame(one, entry.rule()) || remarks.isIdle(entry.rule()));
        Set<Studied> by = new LinkedHashSet<>();
        meeting.forEach(entry -> by.add(entry.rule()));
        List<Box> boxes = meeting.stream().map(BoxIndex.Entry::box).distinct().toList();
        return cover.covers(boxes, one.said()) ? needed(one, by) : Set.of();
    }

    /** As few of the rules as cover it, so that the message names those. */
    private Set<Studied> needed(Studied one, Set<Studied> by) {
        Set<Studied> needed = new LinkedHashSet<>(by);
        for (Studied other : by.size() > MOST_WEIGHED ? Set.<Studied>of() : by) {
            List<Box> boxes = needed.stream()
                    .filter(kept -> !kept.equals(other))
                    .flatMap(kept -> kept.said().boxes().stream())
                    .toList();
            if (cover.covers(boxes, one.said())) {
                needed.remove(other);
            }
        }
        return needed;
    }

    /** The stage and those that win over it. */
    private List<Say> upTo(Say.Stage stage) {
        List<String> ids = vocabulary.stageIds();
        return ids.subList(0, ids.indexOf(stage.id()) + 1).stream()
                .<Say>map(Say.Stage::new)
                .toList();
    }
}
