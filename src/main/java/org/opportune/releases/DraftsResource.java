package org.opportune.releases;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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
import org.opportune.kernel.Problem;

/** Drafts of rulebooks: written, checked, submitted, approved by somebody else, published now or later. */
@Path("drafts")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Drafts")
public class DraftsResource {
    private static final String ZIP = "application/zip";
    static final String IF_MATCH = "The ETag of the draft as you have seen it";
    private static final int MOST_BYTES = 50_000_000;

    private final JpaReleases store;
    private final Drafts drafts;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    DraftsResource() {
        this(null, null);
    }

    @Inject
    public DraftsResource(JpaReleases store, Drafts drafts) {
        this.store = store;
        this.drafts = drafts;
    }

    /**
     * What a draft is made of.
     *
     * @param from the release whose files it begins with; left out for the one that decides now
     */
    public record NewDraft(@Nullable String title, @Nullable String from) {}

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
     */
    public record Publishing(
            @Nullable String why,
            @Nullable String at,
            @Nullable String zone) {}

    /** For the document only: {@link Page.Of} of drafts. */
    @Schema(name = "DraftPage")
    record DraftPage(
            List<DraftView.Summary> items, @Nullable String next) {}

    /** All that happened to a draft, the oldest first. */
    public record DraftHistory(List<DraftView.Entry> items) {}

    @GET
    @Operation(operationId = "listDrafts", summary = "List drafts, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of drafts",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DraftPage.class),
                            examples = @ExampleObject(name = "one", value = DraftExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Page.Of<DraftView.Summary> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Parameter(description = "Only drafts of this state, such as submitted") @QueryParam("state") @Nullable
                    String state) {
        Page page = Page.of(limit, after);
        List<DraftView.Summary> found = store.drafts(page.limit() + 1, page.before(), state(state)).stream()
                .map(DraftView.Summary::of)
                .toList();
        return page.cut(found, draft -> Long.toString(draft.id()));
    }

    private static @Nullable DraftState state(@Nullable String word) {
        if (word == null) {
            return null;
        }
        for (DraftState state : DraftState.values()) {
            if (state.id().equals(word)) {
                return state;
            }
        }
        throw Problem.invalid("?state", DraftState.unknown(word));
    }

    @POST
    @RolesAllowed({"analyst", "admin"})
    @Operation(
            operationId = "addDraft",
            summary = "Begin a draft",
            description = "With the files of a release, else of the one that decides now.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewDraft.class),
                            examples = @ExampleObject(name = "a spring campaign", value = DraftExamples.NEW)))
    @APIResponse(
            responseCode = "201",
            description = "The draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DraftView.class),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "400", description = "It has no title, or there is no such release")
    public Response add(NewDraft wanted, @Context SecurityContext caller) {
        DraftView draft = drafts.add(wanted.title(), wanted.from(), Actor.of(caller));
        return Response.created(URI.create("drafts/" + draft.id()))
                .header(HttpHeaders.ETAG, etag(draft))
                .entity(draft)
                .build();
    }

    @GET
    @Path("{id}")
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
                            schema = @Schema(implementation = DraftView.class),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "404", description = "There is no such draft")
    public Response get(@PathParam("id") String id, @Context SecurityContext caller) {
        return answer(drafts.view(id(id), Actor.of(caller)));
    }

    @PATCH
    @Path("{id}")
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
                            schema = @Schema(implementation = DraftView.class),
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
    @Path("{id}/history")
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

    @GET
    @Path("{id}/files")
    @Produces(ZIP)
    @Operation(operationId = "downloadDraft", summary = "The files of a draft as a zip")
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "There is no such draft")
    public Response download(@PathParam("id") String id) {
        DraftRow draft = store.draft(id(id));
        return zip(store.folder(draft.id()).zip(), "draft-" + draft.id())
                .header(HttpHeaders.ETAG, etag(draft.version()))
                .build();
    }

    static Response.ResponseBuilder zip(byte[] content, String name) {
        return Response.ok(content, ZIP)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".zip\"");
    }

    @PUT
    @Path("{id}/files")
    @RolesAllowed({"analyst", "admin"})
    @Consumes(ZIP)
    @Operation(
            operationId = "uploadDraft",
            summary = "Replace all files of a draft by those of a zip",
            description = "Of the folder itself, or with the folder as its only content.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DraftView.class),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "400", description = "It is no archive of a rulebook; errors says why")
    @APIResponse(responseCode = "409", description = "The draft is in no state in which it can be changed")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "413", description = "The archive is too long")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is changed")
    public Response upload(
            @PathParam("id") String id,
            @Parameter(description = IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            InputStream body,
            @Context SecurityContext caller)
            throws IOException {
        return answer(drafts.upload(id(id), version(seen), bytes(body), Actor.of(caller)));
    }

    @GET
    @Path("{id}/files/{path: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "getDraftFile", summary = "A file of a draft")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "There is no such draft, or it has no such file")
    public Response file(@PathParam("id") String id, @PathParam("path") String path) {
        DraftRow draft = store.draft(id(id));
        DraftFileRow file = store.files(draft.id()).stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("The draft has no file of this name; GET it to see its files"));
        return Response.ok(store.content(file.hash()))
                .header(HttpHeaders.ETAG, etag(draft.version()))
                .build();
    }

    @PUT
    @Path("{id}/files/{path: .+}")
    @RolesAllowed({"analyst", "admin"})
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "putDraftFile",
            summary = "Write a file of a draft",
            description = "Any content is kept, so that unfinished work is safe; the check says what is wrong with it.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DraftView.class),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "400", description = "No file of a rulebook may have this name, or this length")
    @APIResponse(responseCode = "409", description = "The draft is in no state in which it can be changed")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "413", description = "The file is too long")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is changed")
    public Response put(
            @PathParam("id") String id,
            @PathParam("path") String path,
            @Parameter(description = IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            InputStream body,
            @Context SecurityContext caller)
            throws IOException {
        return answer(drafts.put(id(id), version(seen), path, bytes(body), Actor.of(caller)));
    }

    @DELETE
    @Path("{id}/files/{path: .+}")
    @RolesAllowed({"analyst", "admin"})
    @Operation(operationId = "removeDraftFile", summary = "Remove a file from a draft")
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DraftView.class),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "404", description = "The draft has no such file")
    @APIResponse(responseCode = "409", description = "The draft is in no state in which it can be changed")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is changed")
    public Response remove(
            @PathParam("id") String id,
            @PathParam("path") String path,
            @Parameter(description = IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            @Context SecurityContext caller) {
        return answer(drafts.remove(id(id), version(seen), path, Actor.of(caller)));
    }

    @POST
    @Path("{id}/check")
    @RolesAllowed({"analyst", "admin"})
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "checkDraft",
            summary = "Check a draft",
            description =
                    "Reads and compiles its files in a process of its own, runs its cases, and looks for what was most likely not meant."
                            + " A draft that nothing forbids to publish becomes checked.")
    @APIResponse(
            responseCode = "200",
            description = "What the check says, whatever that is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CheckResult.class),
                            examples = @ExampleObject(name = "check", value = DraftExamples.CHECK)))
    @APIResponse(responseCode = "409", description = "The draft is in no state in which it can be checked")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is done")
    @APIResponse(responseCode = "503", description = "Other checks are running")
    public Response check(
            @PathParam("id") String id,
            @Parameter(description = IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            @Context SecurityContext caller) {
        Drafts.Checked checked = drafts.check(id(id), version(seen), Actor.of(caller));
        return Response.ok(checked.result())
                .header(HttpHeaders.ETAG, etag(checked.draft()))
                .build();
    }

    @GET
    @Path("{id}/check")
    @Operation(operationId = "getDraftCheck", summary = "What the last check of a draft said")
    @APIResponse(
            responseCode = "200",
            description = "The result",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CheckResult.class),
                            examples = @ExampleObject(name = "check", value = DraftExamples.CHECK)))
    @APIResponse(responseCode = "404", description = "The draft was not checked since it was changed")
    public CheckResult lastCheck(@PathParam("id") String id) {
        return drafts.lastCheck(id(id));
    }

    @POST
    @Path("{id}/{step: submit|withdraw|approve|reject|unschedule|discard}")
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
                            schema = @Schema(implementation = DraftView.class),
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
    @Path("{id}/publish")
    @RolesAllowed({"operator", "admin"})
    @Operation(
            operationId = "publishDraft",
            summary = "Publish an approved draft",
            description =
                    "Now: it is built beside the release that decides, warmed up and swapped in. With 'at' and 'zone': when that time has come.")
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
                            schema = @Schema(implementation = DraftView.class),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "400", description = "The time or its zone is not valid")
    @APIResponse(responseCode = "409", description = "It is not approved, or does not pass the check any more")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is done")
    public Response publish(
            @PathParam("id") String id,
            @Parameter(description = IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            Publishing wanted,
            @Context SecurityContext caller) {
        return answer(
                drafts.publish(id(id), version(seen), wanted.why(), wanted.at(), wanted.zone(), Actor.of(caller)));
    }

    private static Response answer(DraftView draft) {
        return Response.ok(draft).header(HttpHeaders.ETAG, etag(draft)).build();
    }

    static String etag(DraftView draft) {
        return etag(draft.version());
    }

    private static String etag(int version) {
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

    private static byte[] bytes(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Problem(
                    413, "too-large", "Too large", "A rulebook has at most " + MOST_BYTES + " bytes", List.of());
        }
        return bytes;
    }
}
