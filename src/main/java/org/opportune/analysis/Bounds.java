package org.opportune.analysis;

/** What a figure may be in a box: unknown, and from its least to its most value when it is known. */
record Bounds(boolean isUnknown, boolean isKnown, double least, double most) {
    static Bounds of(Values values) {
        Ranges ranges = (Ranges) values.known();
        int count = ranges.count();
        return new Bounds(
                values.isUnknown(),
                count > 0,
                count == 0 ? 0 : ranges.least(0),
                count == 0 ? 0 : ranges.most(count - 1));
    }

    boolean isZero() {
        return !isUnknown && least == 0 && most == 0;
    }

    boolean isNotZero() {
        return !isUnknown && (least > 0 || most < 0);
    }
}
