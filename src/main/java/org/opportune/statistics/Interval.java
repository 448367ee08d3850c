package org.opportune.statistics;

/** Between which bounds the truth lies, and the best guess at it. */
public record Interval(double estimate, double lower, double upper) {
    static Interval around(double estimate, double distance) {
        return new Interval(estimate, estimate - distance, estimate + distance);
    }

    /** Whether the truth is said to be another than that. */
    public boolean excludes(double value) {
        return value < lower || value > upper;
    }
}
