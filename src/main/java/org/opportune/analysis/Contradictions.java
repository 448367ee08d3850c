package org.opportune.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opportune.kernel.Kind;
import org.opportune.model.Rule;
import org.opportune.model.Say;
import org.opportune.vocabulary.Vocabulary;

/** Rules that cannot both be meant: the same customers in two stages, points counted twice, and rules of a group of which only their order decides. */
final class Contradictions {
    private static final long STEPS = 1_000_000;

    private final Vocabulary vocabulary;
    private final Examples examples;
    private final Cover cover = new Cover(STEPS);

    /** What two rules have in common: what they say it of, and for whom. */
    private record Common(String of, Object form) {}

    Contradictions(Vocabulary vocabulary, Examples examples) {
        this.vocabulary = vocabulary;
        this.examples = examples;
    }

    /** The same condition and two stages: the rule of the later stage has no effect. */
    void stages(List<Studied> rules, Remarks remarks) {
        Map<Object, Studied> first = new HashMap<>();
        for (Studied one : rules) {
            String stage = Stages.stage(one);
            Object form = one.holds().form();
            if (stage == null || form == null || one.holds().isNever()) {
                continue;
            }
            Studied other = first.putIfAbsent(form, one);
            String others = other == null ? null : Stages.stage(other);
            if (other != null && others != null && !others.equals(stage) && !one.isInGroupWith(other)) {
                List<String> order = vocabulary.stageIds();
                boolean isLater = order.indexOf(stage) > order.indexOf(others);
                Rule loser = isLater ? one.rule() : other.rule();
                String message = one.name() + " holds for the same customers as " + other.name()
                        + " and puts them into the stage '" + stage + "', not '" + others + "'; the earlier stage '"
                        + (isLater ? others : stage) + "' wins, so change or remove one of the two"
                        + example(one.holds().boxes().get(0), one, other);
                remarks.add(Kind.CONTRADICTION, one.rule().place(), message);
                if (loser.then().size() == 1) {
                    remarks.idle(loser);
                }
            }
        }
    }

    /** Points for the same score and the same customers, twice. */
    void points(List<Studied> rules, Remarks remarks) {
        Map<Common, Studied> first = new HashMap<>();
        for (Studied one : rules) {
            Object form = one.holds().isNever() ? null : one.holds().form();
            for (Say say : one.rule().then()) {
                Studied other = form == null || !(say instanceof Say.Score score)
                        ? null
                        : first.putIfAbsent(new Common(score.id(), form), one);
                if (say instanceof Say.Score score
                        && other != null
                        && !other.equals(one)
                        && !one.isInGroupWith(other)) {
                    remarks.add(
                            Kind.CONTRADICTION,
                            one.rule().place(),
                            one.name() + " adds points to '" + score.id() + "' for the same customers as "
                                    + other.name()
                                    + ", so both count; put the points into one rule, or change a condition"
                                    + example(one.holds().boxes().get(0), one, other));
                }
            }
        }
    }

    /** Rules of a group and of one salience that differ, where neither is the exception or the rest of the other: only their order in the file decides. */
    void groups(List<Studied> rules, Remarks remarks) {
        for (List<Studied> group : Studied.groups(rules).values()) {
            BoxIndex index = new BoxIndex(group);
            for (Studied one : group) {
                if (!remarks.isIdle(one) && cover.step() && !remarks.isFull(Kind.CONTRADICTION)) {
                    group(one, index, remarks);
                }
            }
        }
    }

    private void group(Studied one, BoxIndex index, Remarks remarks) {
        for (Box box : one.holds().boxes()) {
            for (BoxIndex.Entry entry : index.meeting(box, one.turn()).entries()) {
                Studied other = entry.rule();
                Box both = entry.box().and(box);
                if (both == null || !isUndecided(one, other)) {
                    continue;
                }
                String example = examples.of(both, one.rule(), other.rule());
                if (example != null) {
                    remarks.add(
                            Kind.CONTRADICTION,
                            one.rule().place(),
                            one.name() + " and " + other.name() + " of the group '"
                                    + one.rule().group()
                                    + "' can both hold and say different things; only their order lets "
                                    + other.name()
                                    + " speak, so give them different salience or separate their conditions; for example: "
                                    + example);
                    return;
                }
            }
        }
    }

    private boolean isUndecided(Studied one, Studied other) {
        return one.rule().salience() == other.rule().salience()
                && !one.rule().then().equals(other.rule().then())
                && cover.step()
                && !cover.covers(one.holds().boxes(), other.holds())
                && !cover.covers(other.holds().boxes(), one.holds());
    }

    private String example(Box box, Studied one, Studied other) {
        return Words.forExample(examples.of(box, one.rule(), other.rule()));
    }
}
