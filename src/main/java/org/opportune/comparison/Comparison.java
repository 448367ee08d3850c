package org.opportune.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.Identity;

/**
 * What would change for customers if another rulebook decided, as far as it has been looked at.
 *
 * @param live the release that decides now
 * @param other the one that would decide instead
 * @param at the instant for which both decide
 * @param done how many customers have been looked at
 * @param of how many there are to look at
 * @param changed for how many customers something changes
 * @param stages who changes stage, most customers first
 * @param offers what customers may have and could not before, or no longer may, in the order of ids
 * @param topOffers where another offer comes first, most customers first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Comparison(
        State state,
        String live,
        String other,
        Instant at,
        @Nullable Instant endedAt,
        long done,
        long of,
        long changed,
        List<StageMove> stages,
        List<OfferChange> offers,
        List<TopChange> topOffers) {

    public enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("failed")
        FAILED
    }

    /**
     * Customers whose stage changes.
     *
     * @param examples some of them, by an identity that is neither an address nor a number to call
     */
    public record StageMove(String from, String to, long customers, List<Identity> examples) {}

    /** Customers who gain or lose an offer, at whatever placement. */
    public record OfferChange(String offer, long gained, long lost, List<Identity> gainedBy, List<Identity> lostBy) {}

    /**
     * Customers to whom another offer is the first at a placement.
     *
     * @param from left out where there was none
     * @param to left out where there is none any more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TopChange(
            String placement,
            @Nullable String from,
            @Nullable String to,
            long customers,
            List<Identity> examples) {}
}
