package org.opportune.rulebook;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Lets a property run only in the long run of {@code mvn verify -Plong}. */
public final class LongRun implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return Boolean.getBoolean("opportune.long")
                ? SkipResult.doNotSkip()
                : SkipResult.skip("only with mvn verify -Plong");
    }
}
