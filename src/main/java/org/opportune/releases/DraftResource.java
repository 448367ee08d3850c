package org.opportune.releases;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Problem;

/** A draft: written, submitted, approved by somebody else, published now or later. */
@Path("drafts/{id}")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Drafts")
public class DraftResource {
    /** By its name: Payara does not find it by its class from every resource. */
    static final String DRAFT = "#/components/schemas/Draft";

    static final String IF_MATCH = "The ETag of the draft as you have seen it";

    private final JpaReleases store;
    private final Drafts drafts;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    DraftResource() {
        this(null, null);
    }

    @Inject
    public DraftResource(JpaReleases store, Drafts drafts) {
        this.store = store;
        this.drafts = drafts;
    }

    /** Another title. */
    public record DraftTitle(@Nullable String title) {}

    /** Why it is done, for those who read the history. */
    @Schema(name = "DraftStepReason")
    public record Reason(@Nullable String why) {}

    /**
     * When it is published.
     *
     * @param at local time; left out for now
     * @param zone in which that is
     * @param replaces the release whose place it takes; left out for the one that the draft was begun from
     */
    public record Publishing(
            @Nullable String why,
            @Nullable String at,
            @Nullable String zone,
            @Nullable String replaces) {}

    /** All that happened to a draft, the oldest first. */
    public record DraftHistory(List<DraftView.Entry> items) {}

    @GET
    @Operation(
            operationId = "getDraft",
            summary = "A draft",
            description = "Its state, its files, who changed it, and what you may do next. The ETag is its version.")
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = DraftResource.DRAFT),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "404", description = "There is no such draft")
    public Response get(@PathParam("id") String id, @Context SecurityContext caller) {
        return answer(drafts.view(id(id), Actor.of(caller)));
    }

    @PATCH
    @RolesAllowed({"analyst", "admin"})
    @Operation(operationId = "renameDraft", summary = "Give a draft another title")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DraftTitle.class),
                            examples =
                                    @ExampleObject(
                                            name = "title",
                                            value = "{\"title\": \"Spring campaign, week 12\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = DraftResource.DRAFT),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "409", description = "The draft is in no state in which it can be changed")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is changed")
    public Response rename(
            @PathParam("id") String id,
            @Parameter(description = IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            DraftTitle wanted,
            @Context SecurityContext caller) {
        return answer(drafts.rename(id(id), version(seen), wanted.title(), Actor.of(caller)));
    }

    @GET
    @Path("history")
    @Operation(
            operationId = "getDraftHistory",
            summary = "All that happened to a draft",
            description = "Who did what, when and why.")
    @APIResponse(
            responseCode = "200",
            description = "The history, the oldest first",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DraftHistory.class),
                            examples = @ExampleObject(name = "history", value = DraftExamples.HISTORY)))
    @APIResponse(responseCode = "404", description = "There is no such draft")
    public DraftHistory history(@PathParam("id") String id) {
        store.draft(id(id));
        return new DraftHistory(
                store.history(id(id)).stream().map(DraftView.Entry::of).toList());
    }

    @POST
    @Path("{step: submit|withdraw|approve|reject|unschedule|discard}")
    @Operation(
            operationId = "stepDraft",
            summary = "Lead a draft on",
            description =
                    "submit, when it is checked; approve or reject, by somebody who has changed nothing in it; withdraw, to go on writing; unschedule;"
                            + " discard.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Reason.class),
                            examples = @ExampleObject(name = "why", value = DraftExamples.WHY)))
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = DraftResource.DRAFT),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "403", description = "The role may not do this, or who changed it wants to approve it")
    @APIResponse(responseCode = "409", description = "The draft is in no state from which this leads on")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is done")
    public Response step(
            @PathParam("id") String id,
            @PathParam("step") String step,
            @Parameter(description = IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            Reason reason,
            @Context SecurityContext caller) {
        return answer(drafts.step(id(id), version(seen), DraftStep.of(step), reason.why(), Actor.of(caller)));
    }

    @POST
    @Path("publish")
    @RolesAllowed({"operator", "admin"})
    @Operation(
            operationId = "publishDraft",
            summary = "Publish an approved draft",
            description =
                    "Now: it is built beside the release that decides, warmed up and swapped in. With 'at' and 'zone': when that time has come."
                            + " A draft that was begun from another release than the one that decides takes back what that one changed, and is refused unless"
                            + " 'replaces' names it.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Publishing.class),
                            examples = {
                                @ExampleObject(name = "now", value = DraftExamples.WHY),
                                @ExampleObject(name = "later", value = DraftExamples.LATER)
                            }))
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = DraftResource.DRAFT),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "400", description = "The time or its zone is not valid")
    @APIResponse(
            responseCode = "409",
            description =
                    "It is not approved, does not pass the check any more, or was begun before what decides was published")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is done")
    public Response publish(
            @PathParam("id") String id,
            @Parameter(description = IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            Publishing wanted,
            @Context SecurityContext caller) {
        return answer(drafts.publish(id(id), version(seen), wanted, Actor.of(caller)));
    }

    static Response answer(DraftView draft) {
        return Response.ok(draft).header(HttpHeaders.ETAG, etag(draft)).build();
    }

    static String etag(DraftView draft) {
        return etag(draft.version());
    }

    static String etag(int version) {
        return "\"" + version + "\"";
    }

    /** The version that an {@code If-Match} names. */
    static int version(@Nullable String seen) {
        if (seen == null) {
            throw new Problem(
                    428,
                    "precondition-required",
                    "If-Match is needed",
                    "Send the ETag of the draft as If-Match, so that nobody's change is lost",
                    List.of());
        }
        String tag = seen.strip();
        if (!tag.matches("\"(0|[1-9][0-9]{0,8})\"")) {
            throw new Problem(
                    412,
                    "stale",
                    "Changed in the meantime",
                    "If-Match is not the ETag of this draft; GET it anew",
                    List.of());
        }
        return Integer.parseInt(tag.substring(1, tag.length() - 1));
    }

    static long id(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw Problem.notFound("A draft is known by its number; GET /api/v1/drafts lists them");
        }
        return Long.parseLong(id);
    }
}
