package org.opportune.reports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How customers' points are spread.
 *
 * @param counted when a sweep last placed every customer; null before that
 */
@Schema(name = "ScoreReport")
public record ScoreReport(@Nullable Instant counted, List<Spread> scores) {

    /**
     * Of one score.
     *
     * @param customers all there were
     * @param bands from the least points to the most; those without customers are left out
     */
    @Schema(name = "ScoreSpread")
    public record Spread(String score, long customers, List<Band> bands) {}

    /**
     * Customers whose points lie within the same bounds.
     *
     * @param most null when it has no end
     * @param level null for a score without levels
     * @param stages the customers by their stage
     */
    @Schema(name = "ScoreBand")
    public record Band(
            int least, @Nullable Integer most, @Nullable String level, long customers, Map<String, Long> stages) {}
}
