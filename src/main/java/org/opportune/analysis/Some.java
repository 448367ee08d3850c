package org.opportune.analysis;

/** Some of the known values of one property: ranges of what has an order, or names of what has none. */
sealed interface Some permits Ranges, Among {
    Some and(Some other);

    Some or(Some other);

    /** What is not among these. */
    Some others();

    boolean isEmpty();

    /** Whether {@link #and} would leave anything; asked far more often than what it leaves. */
    boolean meets(Some other);

    boolean contains(Some other);
}
