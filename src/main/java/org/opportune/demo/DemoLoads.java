package org.opportune.demo;

import org.jspecify.annotations.Nullable;

/** Remembers the one load of the demo shop. */
public interface DemoLoads {
    /** Null when none was ever begun. */
    @Nullable
    DemoLoad find();

    /** Gives the load that is remembered from now on: this one, or that of another server that was quicker. */
    DemoLoad begin(DemoLoad load);

    void save(DemoLoad load);
}
