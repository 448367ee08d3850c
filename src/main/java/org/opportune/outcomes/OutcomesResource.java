package org.opportune.outcomes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.Searched;
import org.opportune.profile.Intake;
import org.opportune.profile.Refused;

/** Takes what became of offers that were answered. */
@Path("decisions/{id}/outcomes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public class OutcomesResource {
    private final OutcomeIntake outcomes;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    OutcomesResource() {
        this(null);
    }

    @Inject
    public OutcomesResource(OutcomeIntake outcomes) {
        this.outcomes = outcomes;
    }

    /**
     * What became of the outcomes of a request.
     *
     * @param accepted how many are new, and durable
     * @param duplicates how many were told before; they changed nothing
     * @param overCap the offers that were seen after their place was free again, and more often than a cap allows; left out when there are none
     * @param overBudget the offers that were accepted after their cost was free again, and cost more than a budget; left out when there are none
     * @param pending true while it is not known whether the decision answered these offers, since the database is away; accepted counts also those that were
     *     told before; else left out
     * @param refused those that were not taken
     */
    @Schema(name = "OutcomesTaken")
    public record Taken(
            int accepted,
            int duplicates,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> overCap,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> overBudget,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean pending,

            List<Refused> refused) {}

    @POST
    @RolesAllowed({"website", "agent", "operator", "admin"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "appendOutcomes",
            summary = "Tell what became of offers that a decision answered",
            description =
                    "One outcome, or up to 1,000 as a list or as {\"outcomes\": [...]}. An impression confirms what the decision reserved; a click, accept, decline"
                            + " or conversion says that the offer was seen too. When the answer is 2xx, they are durable, and the next decision counts them. An outcome that comes"
                            + " again (same offer, type and id) changes nothing and counts among the duplicates.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = {
                                @ExampleObject(
                                        name = "impressions",
                                        summary = "A page showed two offers",
                                        value =
                                                "{\"outcomes\": [{\"offer\": \"winter-catalogue\", \"type\": \"impression\"},"
                                                        + " {\"offer\": \"gift-wrap\", \"type\": \"impression\"}]}"),
                                @ExampleObject(
                                        name = "decline",
                                        summary = "A caller declined",
                                        value =
                                                "{\"offer\": \"stay-15\", \"type\": \"decline\", \"reason\": \"too-expensive\","
                                                        + " \"at\": \"2026-03-01T10:15:00Z\"}"),
                                @ExampleObject(
                                        name = "conversion",
                                        summary = "An order came of it",
                                        value =
                                                "{\"offer\": \"finish-your-cart\", \"type\": \"conversion\", \"id\": \"order-1001\","
                                                        + " \"value\": {\"value\": 49.9, \"currency\": \"EUR\"}}")
                            }))
    @APIResponse(
            responseCode = "200",
            description = "What became of them",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Taken.class),
                            examples =
                                    @ExampleObject(
                                            name = "seen too late",
                                            value =
                                                    "{\"accepted\": 2, \"duplicates\": 0, \"overCap\": [\"winter-catalogue\"], \"refused\": []}")))
    @APIResponse(
            responseCode = "400",
            description = "The outcome, or every outcome, is wrong; nothing was stored",
            content = @Content(mediaType = "application/problem+json"))
    @APIResponse(responseCode = "404", description = "Nothing is known of the decision")
    @APIResponse(responseCode = "410", description = "The decision's customer was erased")
    @APIResponse(responseCode = "503", description = "They cannot be made durable now; send them again")
    public Taken append(@PathParam("id") String id, JsonNode body, @Context SecurityContext caller) {
        UUID decision = Searched.id(id);
        Intake<Outcome> intake =
                outcomes.read(decision, body, caller.getUserPrincipal().getName());
        OutcomeIntake.Taken taken = outcomes.take(decision, intake.read());
        boolean isPending = taken.accepted().stream().anyMatch(outcome -> !outcome.isMarked());
        return new Taken(
                taken.accepted().size(),
                taken.duplicates(),
                offers(taken, Outcome::isOverCap),
                offers(taken, Outcome::isOverBudget),
                isPending ? true : null,
                intake.refused());
    }

    private static List<String> offers(OutcomeIntake.Taken taken, Predicate<Outcome> over) {
        return taken.accepted().stream().filter(over).map(Outcome::offer).toList();
    }
}
