package org.opportune.decision;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.arbitration.Ranked;
import org.opportune.classification.Classification;
import org.opportune.eligibility.Candidate;
import org.opportune.policy.Suppressed;
import org.opportune.policy.Verdict;
import org.opportune.profile.Snapshot;

/**
 * What was decided.
 *
 * @param release by whose rules
 * @param drawnBy the release by whose experiments: the same one, unless an arm decides by another
 * @param locales in which content is looked for, best first
 * @param candidates all that the customer may have, before anything is held back
 * @param ranking by placement, in the order of the request
 * @param fallbacks what placements show for which nothing is ranked, where the vocabulary says what
 * @param suppressed the offers that the customer may have and that are held back all the same, by their ids
 * @param refused what would have been answered and could not be held
 * @param fired the rules that fired, by name
 * @param seed by which chance decides; null where nothing is left to it
 * @param explored whether the ranking was drawn, however it came out
 */
public record Decision(
        String release,
        String drawnBy,
        Snapshot snapshot,
        Classification classification,
        List<String> locales,
        List<Candidate> candidates,
        Map<String, List<Ranked>> ranking,
        Map<String, Candidate> fallbacks,
        List<Suppressed> suppressed,
        List<Verdict> refused,
        List<String> fired,
        @Nullable Long seed,
        boolean explored) {}
