package org.opportune.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Condition.Operator;

/**
 * Values with an order, as doubles: numbers, days since the epoch, microseconds since the epoch. Every range includes both its ends; what lies beyond an
 * end is the next whole number or, where values are not whole, the next double. So nothing that a double can be is forgotten, and nothing is between two
 * doubles. Ranges stand in order and do not touch.
 */
final class Ranges implements Some {
    private final boolean isWhole;
    private final double[] ends;

    private Ranges(boolean isWhole, double[] ends) {
        this.isWhole = isWhole;
        this.ends = ends;
    }

    static Ranges of(boolean isWhole, double least, double most) {
        double from = isWhole ? Math.ceil(least) : least;
        double to = isWhole ? Math.floor(most) : most;
        return new Ranges(isWhole, from <= to ? new double[] {from + 0.0, to + 0.0} : new double[0]);
    }

    static Ranges of(boolean isWhole, Operator operator, double value) {
        Ranges equal = of(isWhole, value, value);
        Ranges atMost = of(isWhole, Double.NEGATIVE_INFINITY, value);
        Ranges atLeast = of(isWhole, value, Double.POSITIVE_INFINITY);
        return switch (operator) {
            case EQUAL -> equal;
            case NOT_EQUAL -> equal.others();
            case LESS -> atLeast.others();
            case AT_MOST -> atMost;
            case MORE -> atMost.others();
            case AT_LEAST -> atLeast;
        };
    }

    int count() {
        return ends.length / 2;
    }

    double least(int range) {
        return ends[2 * range];
    }

    double most(int range) {
        return ends[2 * range + 1];
    }

    boolean isWhole() {
        return isWhole;
    }

    /** The only value; null when there are none or more. */
    @Nullable
    Double only() {
        return ends.length == 2 && ends[0] == ends[1] ? (Double) ends[0] : null;
    }

    @Override
    public Ranges and(Some other) {
        Ranges that = (Ranges) other;
        double[] both = new double[ends.length + that.ends.length];
        int size = 0;
        for (int i = 0, j = 0; i < ends.length && j < that.ends.length; ) {
            double least = Math.max(ends[i], that.ends[j]);
            double most = Math.min(ends[i + 1], that.ends[j + 1]);
            if (least <= most) {
                both[size++] = least;
                both[size++] = most;
            }
            if (ends[i + 1] < that.ends[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return new Ranges(isWhole, Arrays.copyOf(both, size));
    }

    @Override
    public Ranges or(Some other) {
        return others().and(other.others()).others();
    }

    @Override
    public Ranges others() {
        List<Double> gaps = new ArrayList<>();
        double from = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < ends.length; i += 2) {
            if (ends[i] > from) {
                gaps.add(from);
                gaps.add(before(ends[i]));
            }
            from = after(ends[i + 1]);
        }
        if (ends.length == 0 || ends[ends.length - 1] < Double.POSITIVE_INFINITY) {
            gaps.add(from);
            gaps.add(Double.POSITIVE_INFINITY);
        }
        return new Ranges(
                isWhole, gaps.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private double before(double value) {
        return isWhole ? value - 1 : Math.nextDown(value) + 0.0;
    }

    private double after(double value) {
        return isWhole ? value + 1 : Math.nextUp(value) + 0.0;
    }

    @Override
    public boolean meets(Some other) {
        Ranges that = (Ranges) other;
        for (int i = 0, j = 0; i < ends.length && j < that.ends.length; ) {
            if (Math.max(ends[i], that.ends[j]) <= Math.min(ends[i + 1], that.ends[j + 1])) {
                return true;
            } else if (ends[i + 1] < that.ends[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return false;
    }

    @Override
    public boolean contains(Some other) {
        Ranges that = (Ranges) other;
        int i = 0;
        for (int j = 0; j < that.ends.length; j += 2) {
            while (i < ends.length && ends[i + 1] < that.ends[j + 1]) {
                i += 2;
            }
            if (i == ends.length || ends[i] > that.ends[j]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isEmpty() {
        return ends.length == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ranges that && isWhole == that.isWhole && Arrays.equals(ends, that.ends);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ends);
    }
}
