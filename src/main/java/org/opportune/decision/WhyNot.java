package org.opportune.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Reason;

/**
 * Why a decision did not answer an offer, and the smallest change with which the customer could have it.
 *
 * @param locale in which it is said
 * @param answered whether a placement answered it after all
 * @param placements what became of it in each placement that was asked for
 * @param questions that were asked of it, in their order
 * @param heldBackBy the rules of policy that hold it back
 * @param smallestChange null when there is none
 * @param noChange why there is none; left out when there is one
 */
@Schema(
        description =
                "Why a decision did not answer an offer, and the smallest change with which the customer could have it")
public record WhyNot(
        String decision,
        String release,
        Instant at,
        String locale,
        String offer,
        String label,
        boolean answered,
        List<Placement> placements,
        List<Asked> questions,
        List<HeldBack> heldBackBy,

        @Schema(nullable = true, description = "Null when there is none; noChange says why") @Nullable
        Smallest smallestChange,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String noChange) {

    /**
     * What became of the offer in a placement: the first step of the decision that lost it.
     *
     * @param step {@code answered}, {@code fallback}, {@code no-treatment}, {@code not-valid}, {@code eligibility}, {@code suppressed}, {@code paused}, {@code answered-elsewhere}, {@code exclusion-group}, {@code campaign-limit}, {@code outranked} or, where the decision explored, {@code not-drawn}
     * @param question of eligibility that was not passed; left out at other steps
     * @param score of the offer; left out where it has none
     * @param lastScore of the last offer that was shown, where others were better
     * @param because why it was held back; left out at other steps
     */
    @Schema(name = "WhyNotPlacement")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Placement(
            String id,
            String step,
            String sentence,
            @Nullable String question,
            @Nullable Integer rank,
            @Nullable Double score,
            @Nullable Double lastScore,
            List<Reason> because) {}

    /**
     * A question of eligibility.
     *
     * @param rules that would answer it, those first of which least is missing; empty when it is passed
     * @param more how many rules are left out
     */
    @Schema(name = "WhyNotQuestion")
    public record Asked(String question, boolean passed, List<Failing> rules, int more) {}

    /**
     * A rule that would propose the offer.
     *
     * @param group when all its conditions hold and another rule of this group spoke first; else left out
     */
    @Schema(name = "WhyNotRule")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failing(
            String rule,
            String file,
            int line,
            @Nullable String cell,
            List<Condition> conditions,
            @Nullable String group) {}

    /**
     * A rule of policy that holds the offer back.
     *
     * @param placements in which it does
     * @param conditions for which it holds
     */
    @Schema(name = "WhyNotHeldBack")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HeldBack(
            String rule,
            String file,
            int line,
            @Nullable String cell,
            List<String> placements,
            List<Condition> conditions) {}

    /** A condition, in the sentences of the reader's language, and what its facts are. */
    @Schema(name = "WhyNotCondition")
    public record Condition(String sentence, List<Fact> facts) {}

    /**
     * A fact.
     *
     * @param value in words; left out when it is personal and the reader may not see it
     */
    @Schema(name = "WhyNotFact")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fact(String fact, String label, @Nullable String value) {}

    /**
     * The smallest change that was found.
     *
     * @param checked true: it was decided again with these changes, and the offer was a candidate, or no rule of policy held it back any more
     * @param along facts that the same events change, and that were changed for that decision as well
     * @param then what became of it in that decision
     */
    @Schema(name = "WhyNotChange")
    public record Smallest(boolean checked, List<Changed> changes, List<Fact> along, List<Placement> then) {}

    /**
     * A fact that would have to be another.
     *
     * @param sentence such as {@code Orders in 90 days: 2 more within 90 days (now 1)}
     * @param wanted the condition for which it is changed
     * @param from in words, and {@code to} as well; left out when it is personal and the reader may not see it
     * @param window of a feature, as the vocabulary writes it; left out when it has none
     */
    @Schema(name = "WhyNotChangedFact")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Changed(
            String fact,
            String label,
            String sentence,
            String wanted,
            @Nullable String from,
            @Nullable String to,
            @Nullable String window) {}
}
