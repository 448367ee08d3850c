package org.opportune.decision;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.learning.Rate;

/**
 * What a learned propensity rests on.
 *
 * @param trials how many times of showing the offer it counts for, those that it takes from its campaign and from the prior among them
 */
@Schema(name = "LearnedPropensity")
public record LearnedAnswer(double trials) {
    static @Nullable LearnedAnswer of(@Nullable Rate rate) {
        return rate == null ? null : new LearnedAnswer(Math.round(rate.weight() * 10) / 10.0);
    }
}
