package org.opportune.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that differ from all others by the values of single dimensions; a dimension that is not mentioned may be anything. Never empty. */
final class Box {
    private static final int[] NONE = {};

    private final Space space;
    private final int[] dimensions;
    private final Values[] values;

    private Box(Space space, int[] dimensions, Values[] values) {
        this.space = space;
        this.dimensions = dimensions;
        this.values = values;
    }

    static Box everything(Space space) {
        return new Box(space, NONE, new Values[0]);
    }

    Space space() {
        return space;
    }

    /** The dimensions that are restricted, ascending. */
    int[] dimensions() {
        return dimensions;
    }

    /** What the dimension may be. */
    Values at(int dimension) {
        int index = Arrays.binarySearch(dimensions, dimension);
        return index < 0 ? space.domain(dimension) : values[index];
    }

    /** With the dimension restricted further; null when nothing is left. */
    @Nullable
    Box and(int dimension, Values more) {
        return with(dimension, at(dimension).and(more));
    }

    /** With the dimension being just this; null when that is nothing. */
    @Nullable
    Box with(int dimension, Values only) {
        if (only.isEmpty()) {
            return null;
        }
        int index = Arrays.binarySearch(dimensions, dimension);
        boolean isAll = only.equals(space.domain(dimension));
        if (index < 0 && isAll) {
            return this;
        }
        int at = index < 0 ? -index - 1 : index;
        int after = index < 0 ? at : at + 1;
        int inserted = isAll ? 0 : 1;
        int[] numbers = new int[at + inserted + dimensions.length - after];
        Values[] all = new Values[numbers.length];
        System.arraycopy(dimensions, 0, numbers, 0, at);
        System.arraycopy(values, 0, all, 0, at);
        if (!isAll) {
            numbers[at] = dimension;
            all[at] = only;
        }
        System.arraycopy(dimensions, after, numbers, at + inserted, dimensions.length - after);
        System.arraycopy(values, after, all, at + inserted, dimensions.length - after);
        return new Box(space, numbers, all);
    }

    /** What lies in both; null when nothing does. */
    @Nullable
    Box and(Box other) {
        Box both = this;
        for (int i = 0; i < other.dimensions.length && both != null; i++) {
            both = both.and(other.dimensions[i], other.values[i]);
        }
        return both;
    }

    boolean meets(Box other) {
        for (int i = 0, j = 0; i < dimensions.length && j < other.dimensions.length; ) {
            if (dimensions[i] < other.dimensions[j]) {
                i++;
            } else if (dimensions[i] > other.dimensions[j]) {
                j++;
            } else if (!values[i++].meets(other.values[j++])) {
                return false;
            }
        }
        return true;
    }

    boolean contains(Box other) {
        for (int i = 0; i < dimensions.length; i++) {
            if (!values[i].contains(other.at(dimensions[i]))) {
                return false;
            }
        }
        return true;
    }

    /** What is left when the other is taken away, in boxes that do not meet. */
    List<Box> without(Box other) {
        List<Box> left = new ArrayList<>();
        Box rest = this;
        for (int i = 0; i < other.dimensions.length && rest != null; i++) {
            Box piece =
                    rest.with(other.dimensions[i], rest.at(other.dimensions[i]).without(other.values[i]));
            if (piece != null) {
                left.add(piece);
            }
            rest = rest.and(other.dimensions[i], other.values[i]);
        }
        return rest == null ? List.of(this) : left;
    }

    /** Both as one box, where they differ by one dimension only; null otherwise. */
    @Nullable
    Box joined(Box other) {
        if (!Arrays.equals(dimensions, other.dimensions)) {
            return contains(other) ? this : other.contains(this) ? other : null;
        }
        int differs = -1;
        for (int i = 0; i < dimensions.length; i++) {
            if (!values[i].equals(other.values[i])) {
                if (differs >= 0) {
                    return contains(other) ? this : other.contains(this) ? other : null;
                }
                differs = i;
            }
        }
        return differs < 0 ? this : with(dimensions[differs], values[differs].or(other.values[differs]));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Box that
                && Arrays.equals(dimensions, that.dimensions)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(dimensions) + Arrays.hashCode(values);
    }
}
