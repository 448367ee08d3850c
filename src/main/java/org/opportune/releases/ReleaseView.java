package org.opportune.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A release, which never changes.
 *
 * @param model the version of the rule model by which it was sealed
 * @param draft of which it was made; left out for the rulebook that the server began with
 * @param approvedBy somebody who has changed nothing in it
 * @param authors everybody who has changed something in it
 */
@Schema(name = "Release")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleaseView(
        String release,
        String title,
        int model,
        @Nullable Long draft,
        Instant createdAt,
        String createdBy,
        String approvedBy,
        Instant approvedAt,
        List<String> authors,
        List<DraftView.File> files) {

    /** Why a release decides. */
    @Schema(name = "PublicationCause")
    public enum Cause {
        @JsonProperty("seed")
        SEED,
        @JsonProperty("publish")
        PUBLISH,
        @JsonProperty("rollback")
        ROLLBACK
    }

    /** From when on a release decided, and why. */
    @Schema(name = "Publication")
    public record Publication(long id, String release, String title, Instant at, String who, Cause cause, String why) {}
}
