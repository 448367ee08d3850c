package org.opportune.releases;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the check says of a draft. */
@Path("drafts/{id}/check")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Drafts")
public class DraftCheckResource {
    private final Drafts drafts;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    DraftCheckResource() {
        this(null);
    }

    @Inject
    public DraftCheckResource(Drafts drafts) {
        this.drafts = drafts;
    }

    @POST
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
            @Parameter(description = DraftResource.IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            @Context SecurityContext caller) {
        Drafts.Checked checked = drafts.check(DraftResource.id(id), DraftResource.version(seen), Actor.of(caller));
        return Response.ok(checked.result())
                .header(HttpHeaders.ETAG, DraftResource.etag(checked.draft()))
                .build();
    }

    @GET
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
        return drafts.lastCheck(DraftResource.id(id));
    }
}
