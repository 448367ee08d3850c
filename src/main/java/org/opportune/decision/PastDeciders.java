package org.opportune.decision;

import java.util.function.Function;

/** What decided before, to look at what it decided. */
public interface PastDeciders {
    /** Throws a 404 problem when there is no such release here, and a 409 problem when it cannot be built any more. */
    <T> T with(String release, Function<Decider, T> work);
}
