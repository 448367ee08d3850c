package org.opportune.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether boxes lie in the union of others, by taking the others away one after the other, within a budget of steps for all questions together. */
final class Cover {
    private static final int MOST_PIECES = 500;

    private long steps;

    Cover(long steps) {
        this.steps = steps;
    }

    /** What is left of the boxes, in pieces; null when it was not found out. */
    @Nullable
    List<Box> left(List<Box> boxes, Iterable<Box> taken) {
        List<Box> left = boxes;
        for (Box take : taken) {
            List<Box> next = new ArrayList<>();
            for (Box box : left) {
                if (box.meets(take)) {
                    box.without(take).stream()
                            .map(Texts::possible)
                            .filter(Objects::nonNull)
                            .forEach(next::add);
                } else {
                    next.add(box);
                }
            }
            left = next;
            steps -= left.size();
            if (left.isEmpty()) {
                return left;
            } else if (left.size() > MOST_PIECES || steps < 0) {
                return null;
            }
        }
        return left;
    }

    boolean covers(Iterable<Box> covering, Region region) {
        List<Box> left = region.isWhole() ? left(region.boxes(), covering) : null;
        return left != null && left.isEmpty();
    }

    boolean isExhausted() {
        return steps < 0;
    }

    /** Counts a comparison that is made elsewhere. */
    boolean step() {
        return --steps >= 0;
    }
}
