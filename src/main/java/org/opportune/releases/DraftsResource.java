package org.opportune.releases;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
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
import org.opportune.http.Page;
import org.opportune.kernel.Problem;

/** Drafts of rulebooks: begun and listed. */
@Path("drafts")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Drafts")
public class DraftsResource {
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

    /** For the document only: {@link Page.Of} of drafts. */
    @Schema(name = "DraftPage")
    record DraftPage(
            List<DraftView.Summary> items, @Nullable String next) {}

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
                .header(HttpHeaders.ETAG, DraftResource.etag(draft))
                .entity(draft)
                .build();
    }
}
