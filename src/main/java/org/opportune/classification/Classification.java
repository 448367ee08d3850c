package org.opportune.classification;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Reason;

/**
 * Where a customer stands.
 *
 * @param because why this stage; empty for the default stage, in which a customer is whom no rule places
 * @param alsoMatched later stages of the vocabulary's order whose rules matched too
 * @param segments by id, each with the rules that put the customer there
 * @param scores by id; every score of the vocabulary, also those at zero
 */
public record Classification(
        String stage,
        List<Reason> because,
        Map<String, List<Reason>> alsoMatched,
        Map<String, List<Reason>> segments,
        Map<String, Score> scores) {

    /** The codes of the rules that fired. */
    public Set<String> fired() {
        Set<String> codes = new TreeSet<>();
        because.forEach(reason -> codes.add(reason.code()));
        alsoMatched.values().forEach(reasons -> reasons.forEach(reason -> codes.add(reason.code())));
        segments.values().forEach(reasons -> reasons.forEach(reason -> codes.add(reason.code())));
        scores.values().forEach(score -> score.parts()
                .forEach(part -> codes.add(part.because().code())));
        return codes;
    }

    /**
     * Points and where they come from.
     *
     * @param points within the declared bounds
     * @param level null for a score without levels
     */
    public record Score(int points, @Nullable String level, List<Part> parts) {}

    public record Part(int points, Reason because) {}
}
