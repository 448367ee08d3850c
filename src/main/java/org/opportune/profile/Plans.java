package org.opportune.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.opportune.rulebook.Rulebook;

/** The plan of each rulebook, for as long as somebody holds the rulebook. */
final class Plans {
    private final Cache<Rulebook, FeaturePlan> plans =
            Caffeine.newBuilder().weakKeys().build();

    FeaturePlan of(Rulebook rulebook) {
        return plans.get(rulebook, FeaturePlan::of);
    }
}
