package org.opportune.profile;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In which arms of experiments a customer is; immutable.
 *
 * @param heldOut whether they are in the universal holdout, and so in nothing else
 * @param arms by experiment
 */
public record Assignment(boolean heldOut, SortedMap<String, String> arms) {
    /** Of who takes part in nothing. */
    public static final Assignment NONE = new Assignment(false, Collections.emptySortedMap());

    public Assignment {
        arms = Collections.unmodifiableSortedMap(new TreeMap<>(arms));
    }
}
