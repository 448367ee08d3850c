package org.opportune.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Page;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Problem;
import org.opportune.rulebook.Rulebook;

/** Which rules decide now, what is wrong with those that do not, and what decided before. */
@Path("releases")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Releases")
public class ReleasesResource {
    private static final String EXAMPLE = """
            {
              "release": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
              "name": "Demo shop",
              "from": "database",
              "since": "2026-03-01T08:00:00Z",
              "rules": 196,
              "offers": 62,
              "cases": 293,
              "refused": {
                "release": "1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef01",
                "at": "2026-03-01T09:30:00Z",
                "errors": [{"file": "classification/lifecycle.drl", "line": 42, "column": 15,
                            "message": "unknown property of Customer 'ordres90d'; did you mean 'orders90d'?"}]
              },
              "warnings": [],
              "notes": []
            }""";

    private final CurrentRulebook current;
    private final Releases releases;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    ReleasesResource() {
        this(null, null);
    }

    @Inject
    public ReleasesResource(CurrentRulebook current, Releases releases) {
        this.current = current;
        this.releases = releases;
    }

    /**
     * The release that decides now.
     *
     * @param from where it was read: database, copy (in the data folder), or folder
     * @param refused the rules that were offered after it and could not go live; left out when there are none
     * @param preparing what is about to go live, while figures are computed anew for it; left out when nothing is
     * @param warnings what its author most likely did not mean
     * @param notes what is allowed and good to know
     */
    @Schema(name = "CurrentRelease")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CurrentRelease(
            String release,
            String name,

            @Schema(enumeration = {"database", "copy", "folder"})
            String from,

            Instant since,
            int rules,
            int offers,
            int cases,
            CurrentRulebook.@Nullable Refused refused,
            CurrentRulebook.@Nullable Preparing preparing,
            List<Finding> warnings,
            List<Finding> notes) {}

    @GET
    @Path("current")
    @RolesAllowed({"agent", "analyst", "operator", "admin"})
    @Operation(
            summary = "The release that decides now",
            description =
                    "Its hash, since when, and what is wrong with rules that were offered later: file, line, column and what to do.")
    @APIResponse(
            responseCode = "200",
            description = "The release",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CurrentRelease.class),
                            examples = @ExampleObject(name = "release", value = EXAMPLE)))
    @APIResponse(responseCode = "401", description = "No key, or one that is not valid")
    @APIResponse(responseCode = "403", description = "The key's role may not do this")
    @APIResponse(responseCode = "503", description = "No rules are loaded; errors says what is wrong with them")
    public Response current() {
        CurrentRulebook.Live live = current.live();
        CurrentRulebook.Refused refused = current.refused();
        if (live == null) {
            throw new Problem(
                    503,
                    "unavailable",
                    "No rules are loaded",
                    "No rules are loaded; errors says what is wrong with them",
                    refused == null ? List.of() : refused.errors());
        }
        Rulebook rulebook = live.decider().rulebook();
        CurrentRelease answer = new CurrentRelease(
                rulebook.hash(),
                rulebook.terms().name(),
                live.origin().id(),
                live.since(),
                rulebook.rules().size(),
                rulebook.catalogue().offers().size(),
                live.cases(),
                refused,
                current.preparing(),
                live.warnings(),
                live.notes());
        return Response.ok(answer)
                .header(HttpHeaders.ETAG, "\"" + rulebook.hash() + "\"")
                .build();
    }

    /** For the document only: {@link Page.Of} of publications. */
    @Schema(name = "PublicationPage")
    record PublicationPage(
            List<ReleaseView.Publication> items, @Nullable String next) {}

    @GET
    @RolesAllowed({"analyst", "operator", "admin"})
    @Operation(
            operationId = "listReleases",
            summary = "Which release decided since when, the newest first",
            description = "A release that decided twice stands here twice.")
    @APIResponse(
            responseCode = "200",
            description = "A page of publications",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PublicationPage.class),
                            examples = @ExampleObject(name = "one", value = ReleaseExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Page.Of<ReleaseView.Publication> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        Page page = Page.of(limit, after);
        return page.cut(
                releases.publications(page.limit() + 1, page.before()), publication -> Long.toString(publication.id()));
    }

    @GET
    @Path("{release}")
    @RolesAllowed({"analyst", "operator", "admin"})
    @Operation(
            operationId = "getRelease",
            summary = "A release",
            description = "Its files, and who approved it. It never changes.")
    @APIResponse(
            responseCode = "200",
            description = "The release",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReleaseView.class),
                            examples = @ExampleObject(name = "release", value = ReleaseExamples.RELEASE)))
    @APIResponse(responseCode = "404", description = "There is no such release")
    public ReleaseView get(@PathParam("release") String release) {
        return releases.view(release);
    }

    @GET
    @Path("{release}/files")
    @RolesAllowed({"analyst", "operator", "admin"})
    @Produces("application/zip")
    @Operation(operationId = "downloadRelease", summary = "The files of a release as a zip")
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "There is no such release")
    public Response download(@PathParam("release") String release) {
        return DraftFilesResource.zip(releases.folder(release).zip(), "release-" + release.substring(0, 12))
                .build();
    }

    @GET
    @Path("{release}/files/{path: .+}")
    @RolesAllowed({"analyst", "operator", "admin"})
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "getReleaseFile", summary = "A file of a release")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "There is no such release, or it has no such file")
    public byte[] file(@PathParam("release") String release, @PathParam("path") String path) {
        return releases.file(release, path);
    }

    @GET
    @Path("diff")
    @RolesAllowed({"analyst", "operator", "admin"})
    @Operation(
            operationId = "diffReleases",
            summary = "In words, what changed from one release or draft to another",
            description =
                    "Rules by what they mean however they are written, with the condition that changed, offers, content, features, cases and"
                            + " settings cell by cell.")
    @APIResponse(
            responseCode = "200",
            description = "The changes, or what is wrong with files that are not understood",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DiffResult.class),
                            examples = @ExampleObject(name = "a condition", value = ReleaseExamples.DIFF)))
    @APIResponse(responseCode = "400", description = "A parameter is missing or not valid")
    @APIResponse(responseCode = "404", description = "There is no such release or draft")
    public DiffResult diff(
            @Parameter(description = "The earlier one: a release, draft-7, or current", example = "current")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "The later one", example = "draft-7") @QueryParam("to") @Nullable String to,
            @Parameter(description = "The language in which rules are said, else the rulebook's", example = "fi")
                    @QueryParam("locale")
                    @Nullable
                    String locale) {
        return releases.diff(from, to, locale);
    }

    /**
     * Back to an earlier release.
     *
     * @param to left out for the one that decided before
     */
    public record RollBack(@Nullable String why, @Nullable String to) {}

    @POST
    @Path("current/rollback")
    @RolesAllowed({"operator", "admin"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rollBack",
            summary = "Let an earlier release decide again",
            description =
                    "The one before is kept ready, so that it decides at once; an older one is built first. If-Match names the release that you take to"
                            + " decide now, the ETag of GET /releases/current.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RollBack.class),
                            examples =
                                    @ExampleObject(
                                            name = "to the one before",
                                            value = "{\"why\": \"The voucher was offered to everybody\"}")))
    @APIResponse(
            responseCode = "200",
            description = "What decides now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CurrentRelease.class),
                            examples = @ExampleObject(name = "release", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "No such release has ever decided")
    @APIResponse(responseCode = "409", description = "It decides already, or does not pass the check any more")
    @APIResponse(responseCode = "412", description = "Another release decides than you have seen")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is done")
    public Response rollBack(
            @Parameter(description = "The ETag of the release that decides now") @HeaderParam("If-Match") @Nullable
                    String seen,
            RollBack wanted,
            @Context SecurityContext caller) {
        releases.rollBack(seen, wanted.to(), wanted.why(), Actor.of(caller));
        return current();
    }
}
