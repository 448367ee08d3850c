package org.opportune.releases;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import org.opportune.kernel.Nearest;

/** Where a draft stands; {@link DraftStep} says how it comes from one to the next. */
public enum DraftState {
    /** It is being written. */
    @JsonProperty("draft")
    DRAFT,
    /** Nothing forbids to publish it, and nothing was changed since that was found. */
    @JsonProperty("checked")
    CHECKED,
    /** Somebody else is to look at it. */
    @JsonProperty("submitted")
    SUBMITTED,
    @JsonProperty("approved")
    APPROVED,
    /** It is published when its time comes. */
    @JsonProperty("scheduled")
    SCHEDULED,
    /** It decides now. */
    @JsonProperty("published")
    PUBLISHED,
    /** It decided, until another was published. */
    @JsonProperty("superseded")
    SUPERSEDED,
    /** It decided, and was taken back. */
    @JsonProperty("rolledBack")
    ROLLED_BACK,
    /** Nobody wants it any more. */
    @JsonProperty("discarded")
    DISCARDED;

    /** Whether it will not be published any more, unless what came after it is taken back. */
    boolean isOver() {
        return compareTo(SCHEDULED) > 0;
    }

    /** As the API says it. */
    String id() {
        return this == ROLLED_BACK ? "rolledBack" : name().toLowerCase(Locale.ROOT);
    }

    static String unknown(String id) {
        return Nearest.unknown(
                "state", id, Arrays.stream(values()).map(DraftState::id).toList());
    }

    /** As messages say it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
