package org.opportune.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether somebody passes every question that is asked of an offer; where that is not known, somebody may. */
final class Together {
    private static final int STEPS = 10_000;

    private final List<List<Studied>> answers;
    private int left = STEPS;

    /** Takes the rules of each question. */
    Together(List<List<Studied>> answers) {
        this.answers = answers;
    }

    boolean isNever() {
        return answers.size() > 1
                && answers.stream().flatMap(List::stream).allMatch(one -> one.said()
                        .isWhole())
                && !isSome(0, null);
    }

    private boolean isSome(int question, @Nullable Box passed) {
        if (question == answers.size()) {
            return true;
        }
        for (Studied one : answers.get(question)) {
            for (Box box : one.said().boxes()) {
                Box both = passed == null ? box : passed.and(box);
                if (--left < 0 || (both != null && isSome(question + 1, both))) {
                    return true;
                }
            }
        }
        return false;
    }
}
