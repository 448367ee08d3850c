package org.opportune.analysis;

import java.util.List;
import java.util.Objects;
import org.opportune.kernel.Kind;
import org.opportune.vocabulary.Vocabulary;

/**
 * Pairs of stages that a customer can match at once. They are allowed, and the earlier wins; so they are notes, one a pair, not warnings.
 * The default stage is for whoever is left, so nothing is said of it.
 */
final class Overlaps {
    private static final int MOST_COMPARED = 3_000;
    private static final int MOST_TRIED = 20;
    private static final int MOST_BOXES = 20;

    private final Examples examples;

    Overlaps(Examples examples) {
        this.examples = examples;
    }

    void report(Vocabulary vocabulary, List<Studied> rules, Remarks remarks) {
        List<List<Studied>> byStage = vocabulary.stageIds().stream()
                .filter(id -> !vocabulary.defaultStage().id().equals(id))
                .map(id -> rules.stream()
                        .filter(one -> id.equals(Stages.stage(one)) && !remarks.isIdle(one))
                        .toList())
                .toList();
        for (int i = 0; i < byStage.size(); i++) {
            for (int j = i + 1; j < byStage.size(); j++) {
                compare(byStage.get(i), byStage.get(j), remarks);
            }
        }
    }

    private void compare(List<Studied> earlier, List<Studied> later, Remarks remarks) {
        int compared = 0;
        int tried = 0;
        for (Studied one : earlier) {
            for (Studied other : later) {
                for (Box both : both(one, other)) {
                    String example = examples.of(both, one.rule(), other.rule());
                    if (example != null) {
                        remarks.add(Kind.STAGES_OVERLAP, other.rule().place(), message(one, other, example));
                        return;
                    } else if (++tried > MOST_TRIED) {
                        return;
                    }
                }
                if (++compared > MOST_COMPARED) {
                    return;
                }
            }
        }
    }

    private static List<Box> both(Studied one, Studied other) {
        return one.said().boxes().stream()
                .limit(MOST_BOXES)
                .flatMap(box -> other.said().boxes().stream().limit(MOST_BOXES).map(box::and))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String message(Studied one, Studied other, String example) {
        return "a customer can match both '" + Stages.stage(one) + "' (" + one.name() + ") and '" + Stages.stage(other)
                + "' (" + other.name() + "); '" + Stages.stage(one) + "' is earlier and wins; for example: " + example;
    }
}
