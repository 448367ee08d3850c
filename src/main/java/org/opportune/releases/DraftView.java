package org.opportune.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A draft.
 *
 * @param version counts every change and every step; the ETag is made of it
 * @param base the release whose files it began with; left out when it began empty
 * @param replaces the release that decides now, when that is not {@code base} and the draft can still be published: what it changed is not in the draft, and
 *     who publishes it has to name it
 * @param release what it is as a release, once it has passed the check and while nothing is changed
 * @param publishAt when it is published by itself, while that is set
 * @param changedBy everybody who has changed something in it, none of whom may approve it
 * @param next what the caller may do next
 */
@Schema(name = "Draft")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DraftView(
        long id,
        String title,
        DraftState state,
        int version,
        @Nullable String base,
        @Nullable String replaces,
        @Nullable String release,
        @Nullable ZonedDateTime publishAt,
        String createdBy,
        Instant createdAt,
        Instant changedAt,
        Collection<String> changedBy,
        List<DraftStep> next,
        List<File> files) {

    /** A file of a draft or a release; in a release without its length. */
    @Schema(name = "RuleFile")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record File(String path, String sha256, @Nullable Integer bytes) {}

    /** A draft in a list. */
    @Schema(name = "DraftSummary")
    public record Summary(
            long id,
            String title,
            DraftState state,
            int version,
            String createdBy,
            Instant createdAt,
            Instant changedAt) {
        static Summary of(DraftRow row) {
            return new Summary(
                    row.id(),
                    row.title(),
                    row.state(),
                    row.version(),
                    row.createdBy(),
                    JpaReleases.instant(row.createdAt()),
                    JpaReleases.instant(row.changedAt()));
        }
    }

    /**
     * Who did what to a draft, when and why.
     *
     * @param state that the draft was in after it
     */
    @Schema(name = "DraftHistoryEntry")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            Instant at,
            String who,
            DraftStep step,
            DraftState state,
            int version,
            @Nullable String release,
            String why) {
        static Entry of(DraftHistoryRow row) {
            return new Entry(
                    JpaReleases.instant(row.at()),
                    row.who(),
                    row.step(),
                    row.state(),
                    row.version(),
                    row.release(),
                    row.why());
        }
    }

    static DraftView of(
            DraftRow row,
            @Nullable String replaces,
            List<DraftFileRow> files,
            Collection<String> changedBy,
            Actor caller) {
        return new DraftView(
                row.id(),
                row.title(),
                row.state(),
                row.version(),
                row.base(),
                replaces,
                row.release(),
                zoned(row.publishAt(), row.publishZone()),
                row.createdBy(),
                JpaReleases.instant(row.createdAt()),
                JpaReleases.instant(row.changedAt()),
                changedBy,
                DraftStep.open(row.state(), caller, changedBy),
                files.stream()
                        .map(file -> new File(file.path(), file.hash(), file.bytes()))
                        .toList());
    }

    private static @Nullable ZonedDateTime zoned(@Nullable LocalDateTime at, @Nullable String zone) {
        return at == null || zone == null ? null : JpaReleases.instant(at).atZone(ZoneId.of(zone));
    }
}
