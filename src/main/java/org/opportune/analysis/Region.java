package org.opportune.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows in which a condition holds, or a rule says what it says.
 *
 * @param boxes none for a condition that never holds
 * @param isWhole whether these are all such rows; otherwise there were too many boxes and nothing is known of the others
 */
record Region(List<Box> boxes, boolean isWhole) {
    static final Region NOTHING = new Region(List.of(), true);
    static final Region UNKNOWN = new Region(List.of(), false);
    private static final int MOST_JOINED = 64;

    /** Boxes that differ in one dimension become one, so that one meaning has one form more often. */
    static Region of(List<Box> boxes) {
        List<Box> joined = new ArrayList<>(boxes);
        for (boolean again = joined.size() <= MOST_JOINED; again; ) {
            again = joinOne(joined);
        }
        return new Region(List.copyOf(joined), true);
    }

    private static boolean joinOne(List<Box> boxes) {
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                Box joined = boxes.get(i).joined(boxes.get(j));
                if (joined != null) {
                    boxes.set(i, joined);
                    boxes.remove(j);
                    return true;
                }
            }
        }
        return false;
    }

    Region without(Predicate<Box> left) {
        return boxes.stream().noneMatch(left)
                ? this
                : new Region(boxes.stream().filter(left.negate()).toList(), isWhole);
    }

    boolean isNever() {
        return isWhole && boxes.isEmpty();
    }

    /** Its only box; null when there are none or more. */
    @Nullable
    Box only() {
        return isWhole && boxes.size() == 1 ? boxes.get(0) : null;
    }

    /** What regions of the same form have in common; null when the region is not known. */
    @Nullable
    Object form() {
        return isWhole ? new HashSet<>(boxes) : null;
    }
}
