package org.opportune.decision;

import com.fasterxml.jackson.databind.JsonNode;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Ledger;

/** A decision that was made: all of it, and what would be decided of the same now. */
@Path("decisions/{id}")
@RequestScoped
@RolesAllowed({"agent", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public class DecisionResource {
    private final Ledger ledger;
    private final LiveDecisions decisions;
    private final PastDeciders deciders;
    private final PastRates rates;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    DecisionResource() {
        this(null, null, null, null);
    }

    @Inject
    public DecisionResource(Ledger ledger, LiveDecisions decisions, PastDeciders deciders, PastRates rates) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.deciders = deciders;
        this.rates = rates;
    }

    @GET
    @Operation(
            operationId = "getDecision",
            summary = "A decision as it was made",
            description =
                    "The request, what was known of the customer, what was paused, the candidates, the rules that fired, and the answer.")
    @APIResponse(
            responseCode = "200",
            description = "The record",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DecisionRecordShape.class),
                            examples = @ExampleObject(name = "record", value = DecisionExamples.RECORD)))
    @APIResponse(responseCode = "404", description = "There is no such decision, or it is no longer kept")
    @APIResponse(responseCode = "410", description = "Its customer was erased")
    public JsonNode get(@PathParam("id") String id) {
        return new RecordReader(ledger.find(Searched.id(id))).json();
    }

    @GET
    @Path("why-not")
    @RolesAllowed({"agent", "analyst", "admin"})
    @Operation(
            operationId = "whyNot",
            summary = "Why a decision did not answer an offer",
            description =
                    "The first step that lost it in each placement, the conditions that failed, and the smallest change with which the customer could have it,"
                            + " checked by deciding again. In the language of Accept-Language. Analysts do not see what is personal.")
    @APIResponse(
            responseCode = "200",
            description = "Why not",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WhyNot.class),
                            examples = @ExampleObject(name = "two more orders", value = DecisionExamples.WHY_NOT)))
    @APIResponse(responseCode = "400", description = "A parameter is missing or not valid")
    @APIResponse(responseCode = "404", description = "There is no such decision, or its release has no such offer")
    @APIResponse(responseCode = "409", description = "The decision cannot be made again")
    @APIResponse(responseCode = "410", description = "Its customer was erased")
    public WhyNot whyNot(
            @PathParam("id") String id,
            @Parameter(description = "The id of an offer", required = true, example = "stay-15")
                    @QueryParam("offer")
                    @Nullable
                    String offer,
            @Parameter(description = "Languages of the reader, the best first")
                    @HeaderParam("Accept-Language")
                    @Nullable
                    String languages,
            @Context SecurityContext caller) {
        if (offer == null) {
            throw Problem.invalid("?offer", "say which offer, as in ?offer=stay-15");
        }
        boolean seesPersonal = caller.isUserInRole("agent") || caller.isUserInRole("admin");
        return WhyNots.of(ledger.find(Searched.id(id)), offer, deciders, rates, languages, seesPersonal);
    }

    @POST
    @Path("replay")
    @RolesAllowed({"analyst", "admin"})
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "replayDecision",
            summary = "Make a decision again from its record",
            description =
                    "By the release that made it, and it comes out the same; or by another, to see what that would have said. Nothing is recorded.")
    @APIResponse(
            responseCode = "200",
            description = "What came out",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Replay.class),
                            examples = @ExampleObject(name = "the same", value = DecisionExamples.REPLAY)))
    @APIResponse(responseCode = "404", description = "There is no such decision or release")
    @APIResponse(
            responseCode = "409",
            description = "The release cannot be built any more, or does not understand the request")
    @APIResponse(responseCode = "410", description = "Its customer was erased")
    public Replay replay(
            @PathParam("id") String id,
            @Parameter(description = "The hash of another release, or current") @QueryParam("release") @Nullable
                    String release) {
        byte[] record = ledger.find(Searched.id(id));
        String by = release == null
                ? new RecordReader(record).release()
                : release.equals("current") ? decisions.decider().rulebook().hash() : release;
        return Replay.of(record, by, decisions.engine(), deciders, rates);
    }
}
