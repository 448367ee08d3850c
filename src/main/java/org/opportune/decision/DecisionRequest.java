package org.opportune.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.Identity;

/**
 * What is asked: checked against the vocabulary.
 *
 * @param customer identities; empty for somebody of whom nothing is known
 * @param placements with the number of offers that each takes, in the order of the request
 * @param locale canonical language tag; null to take the customer's language
 * @param at the instant of a preview; null for now
 */
public record DecisionRequest(
        List<Identity> customer,
        Map<String, Integer> placements,
        String channel,
        @Nullable String locale,
        Map<String, Object> context,
        Mode mode,
        @Nullable Instant at) {

    public enum Mode {
        LIVE,
        PREVIEW
    }
}
