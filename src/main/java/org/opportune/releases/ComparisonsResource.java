package org.opportune.releases;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.comparison.Comparison;
import org.opportune.kernel.Problem;
import org.opportune.profile.Profiles.Selection;

/** What would change for customers if a draft were published. */
@Path("drafts/{id}/compare")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Drafts")
public class ComparisonsResource {
    private static final int LARGEST_SAMPLE = 1_000_000;

    private final Comparisons comparisons;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    ComparisonsResource() {
        this(null);
    }

    @Inject
    public ComparisonsResource(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    /**
     * For whom it is decided.
     *
     * @param sample how many customers, at random but the same each time; all when left out
     */
    public record ComparisonRequest(@Nullable Integer sample) {}

    @POST
    @Operation(
            operationId = "compareDraft",
            summary = "Begin to compare a draft with what decides now",
            description =
                    "Decides for a sample of customers, or for all, by the draft and by the release that decides now, and counts who changes stage, who gains"
                            + " or loses which offers, and where another offer comes first. It runs on after this answer: look with GET, cancel with DELETE."
                            + " Nothing is recorded of it, and the last one of each draft is kept until the server stops.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ComparisonRequest.class),
                            examples = {
                                @ExampleObject(name = "sample", value = "{\"sample\": 10000}"),
                                @ExampleObject(name = "all", value = "{}")
                            }))
    @APIResponse(
            responseCode = "202",
            description = "It has begun",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Comparison.class),
                            examples = @ExampleObject(name = "begun", value = DraftExamples.COMPARISON_BEGUN)))
    @APIResponse(responseCode = "400", description = "The sample is not valid")
    @APIResponse(responseCode = "404", description = "There is no such draft")
    @APIResponse(responseCode = "409", description = "The draft is not checked, or another comparison is running")
    @APIResponse(responseCode = "503", description = "No rules are loaded, so that there is nothing to compare with")
    public Response compare(@PathParam("id") String id, @Nullable ComparisonRequest wanted) {
        long draft = DraftResource.id(id);
        Comparison begun = comparisons.start(draft, selection(wanted == null ? null : wanted.sample()));
        return Response.accepted(begun)
                .location(URI.create("drafts/" + draft + "/compare"))
                .build();
    }

    private static Selection selection(@Nullable Integer sample) {
        if (sample == null) {
            return Selection.ALL;
        }
        if (sample < 1 || sample > LARGEST_SAMPLE) {
            throw Problem.invalid(
                    "/sample",
                    "a sample has 1 to " + LARGEST_SAMPLE + " customers, not " + sample
                            + "; leave it out to compare for all");
        }
        return new Selection(sample);
    }

    @GET
    @Operation(
            operationId = "getDraftComparison",
            summary = "What a draft would change, as far as it has been compared")
    @APIResponse(
            responseCode = "200",
            description = "What was found so far; complete when 'state' is done",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Comparison.class),
                            examples = @ExampleObject(name = "done", value = DraftExamples.COMPARISON)))
    @APIResponse(responseCode = "404", description = "The draft was not compared since the server started")
    public Comparison look(@PathParam("id") String id) {
        return comparisons.look(DraftResource.id(id));
    }

    @DELETE
    @Operation(operationId = "cancelDraftComparison", summary = "Cancel the comparison of a draft")
    @APIResponse(
            responseCode = "200",
            description = "What was found until then",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Comparison.class),
                            examples = @ExampleObject(name = "cancelled", value = DraftExamples.COMPARISON)))
    @APIResponse(responseCode = "404", description = "The draft was not compared since the server started")
    public Comparison cancel(@PathParam("id") String id) {
        return comparisons.cancel(DraftResource.id(id));
    }
}
