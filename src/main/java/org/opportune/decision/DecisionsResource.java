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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
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
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.http.Page;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Kept;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerEntry.Retry;
import org.opportune.ledger.LedgerSearch;

/** Decides which offers are best for a customer now, and says why. */
@Path("decisions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public class DecisionsResource {
    private static final String RETRY =
            "Any text of up to 255 characters, such as a UUID: a request that comes again with it within 24 hours gets the same answer, and nothing is"
                    + " decided twice";

    private final LiveDecisions decisions;
    private final Retries retries;
    private final Ledger ledger;
    private final KnownReleases releases;
    private final DecisionMetrics metrics;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    DecisionsResource() {
        this(null, null, null, null, null);
    }

    @Inject
    public DecisionsResource(
            LiveDecisions decisions, Retries retries, Ledger ledger, KnownReleases releases, DecisionMetrics metrics) {
        this.decisions = decisions;
        this.retries = retries;
        this.ledger = ledger;
        this.releases = releases;
        this.metrics = metrics;
    }

    @POST
    @RolesAllowed({"website", "agent", "analyst", "admin"})
    @Operation(
            summary = "Decide the best offers for a customer",
            description =
                    "Places the customer in a lifecycle stage, finds the offers that they may have, and ranks them for each placement, with reasons. "
                            + "An unknown customer is an anonymous visitor. A preview records nothing and may be made for another instant. "
                            + "What is paused now is left out, of previews too, and stands under suppressed. "
                            + "A placement for which nothing is ranked shows its fallback, where it has one. "
                            + "Texts are plain text, in which a customer's own words may stand: escape them for where they go.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DecisionRequestShape.class),
                            examples = {
                                @ExampleObject(
                                        name = "live",
                                        summary = "A known customer on the site",
                                        value = DecisionExamples.LIVE),
                                @ExampleObject(
                                        name = "preview",
                                        summary = "The same at another instant",
                                        value = DecisionExamples.PREVIEW),
                                @ExampleObject(
                                        name = "visitor",
                                        summary = "A visitor of whom only the cookie is known",
                                        value = DecisionExamples.VISITOR)
                            }))
    @APIResponse(
            responseCode = "200",
            description = "The decision",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DecisionAnswer.class),
                            examples = @ExampleObject(name = "decision", value = DecisionExamples.ANSWER)))
    @APIResponse(responseCode = "400", description = "Something in the request is wrong; errors says what and where")
    @APIResponse(responseCode = "401", description = "No key, or one that is not valid")
    @APIResponse(responseCode = "403", description = "The key's role may not do this")
    @APIResponse(responseCode = "503", description = "No rules are loaded")
    @APIResponse(responseCode = "409", description = "A request with this Idempotency-Key is being answered")
    @APIResponse(
            responseCode = "410",
            description = "The request with this Idempotency-Key was answered, and its customer erased since")
    @APIResponse(responseCode = "422", description = "Another request was sent with this Idempotency-Key")
    public Response decide(
            JsonNode body,
            @Parameter(description = RETRY) @HeaderParam("Idempotency-Key") @Nullable String retryKey,
            @Context SecurityContext caller) {
        long began = System.nanoTime();
        Decider decider = decisions.decider();
        DecisionRequest request = decisions.read(decider, body);
        if (request.mode() == Mode.PREVIEW) {
            return answer(decisions.decide(decider, body, request, null).answer());
        }
        if (caller.isUserInRole("analyst") && !caller.isUserInRole("admin")) {
            throw new Problem(
                    403, "forbidden", "Not allowed", "an analyst may only preview; set mode to preview", List.of());
        }
        Retry retry = Retries.of(retryKey, caller.getUserPrincipal().getName(), body);
        byte[] before = retry == null ? null : retries.begin(retry);
        if (before != null) {
            return answer(before);
        }
        LiveDecisions.Made made = null;
        try {
            made = decisions.decide(decider, body, request, retry);
        } finally {
            if (retry != null && made == null) {
                retries.failed(retry);
            }
        }
        if (retry != null) {
            retries.answered(retry, made.answer());
        }
        metrics.made(made.decision(), System.nanoTime() - began);
        return answer(made.answer());
    }

    /** Written already, since it is recorded as it is. */
    private static Response answer(byte[] json) {
        return Response.ok((StreamingOutput) out -> out.write(json), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    /** For the document only: {@link Page.Of} of decisions. */
    @Schema(name = "DecisionPage")
    record DecisionPage(List<Kept> items, @Nullable String next) {}

    @GET
    @RolesAllowed({"agent", "analyst", "operator", "admin"})
    @Operation(
            operationId = "listDecisions",
            summary = "Decisions that were made, the newest first",
            description = "Of a customer, a time, an offer that was answered, a release, or all of these.")
    @APIResponse(
            responseCode = "200",
            description = "A page of decisions",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DecisionPage.class),
                            examples = @ExampleObject(name = "one", value = DecisionExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    @APIResponse(responseCode = "404", description = "There is no such release")
    public Page.Of<Kept> list(
            @Parameter(description = "Namespace and id", example = "customer:C00017") @QueryParam("customer") @Nullable
                    String customer,
            @Parameter(description = "The first instant", example = "2026-03-01T00:00:00Z")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "The first instant that is not wanted any more", example = "2026-03-02T00:00:00Z")
                    @QueryParam("until")
                    @Nullable
                    String until,
            @Parameter(example = "first-order-10") @QueryParam("offer") @Nullable String offer,
            @Parameter(description = "A hash of 64 digits") @QueryParam("release") @Nullable String release,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        Page page = Page.of(limit, null);
        LedgerSearch search = Searched.search(ledger, releases, customer, from, until, offer, release, after);
        return page.cut(
                ledger.search(search, page.limit() + 1), kept -> kept.id().toString());
    }
}
