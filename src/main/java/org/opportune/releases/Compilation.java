package org.opportune.releases;

import org.jspecify.annotations.Nullable;
import org.opportune.rulebook.RuleClasses;

/**
 * What a process of its own made of a folder of rules.
 *
 * @param classes what the engine compiled; null when something forbids to publish the folder
 */
record Compilation(CheckResult result, @Nullable RuleClasses classes) {
    /** Of the release that is meant. */
    @Nullable
    RuleClasses of(String release) {
        if (!release.equals(result.release())) {
            throw new IllegalStateException("what was compiled is " + result.release() + " and not " + release);
        }
        return classes;
    }
}
