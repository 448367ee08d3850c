package org.opportune.analysis;

/**
 * What one property may be.
 *
 * @param isUnknown whether it may be unknown
 * @param known what it may be when it is known
 */
record Values(boolean isUnknown, Some known) {
    Values and(Values other) {
        return new Values(isUnknown && other.isUnknown, known.and(other.known));
    }

    Values or(Values other) {
        return new Values(isUnknown || other.isUnknown, known.or(other.known));
    }

    Values without(Values other) {
        return new Values(isUnknown && !other.isUnknown, known.and(other.known.others()));
    }

    boolean meets(Values other) {
        return (isUnknown && other.isUnknown) || known.meets(other.known);
    }

    boolean contains(Values other) {
        return (isUnknown || !other.isUnknown) && known.contains(other.known);
    }

    boolean isEmpty() {
        return !isUnknown && known.isEmpty();
    }
}
