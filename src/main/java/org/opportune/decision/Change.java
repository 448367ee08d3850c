package org.opportune.decision;

import org.jspecify.annotations.Nullable;
import org.opportune.model.Condition;
import org.opportune.model.Term.Ref;

/**
 * A fact that is otherwise than it is.
 *
 * @param from null when it is unknown
 * @param to of the class that the fact has
 * @param test for which it is changed
 */
record Change(Ref ref, How how, @Nullable Object from, Object to, Condition test) {
    enum How {
        /** It has this value. */
        VALUE,
        /** It is known, whatever it is; the value is one that it can have. */
        KNOWN,
        /** The event from which it counts happens now. */
        EVENT,
        /** The decision is made at this time. */
        TIME
    }
}
