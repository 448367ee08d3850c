package org.opportune.decision;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opportune.brakes.Brakes;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.kernel.Problem;
import org.opportune.profile.Profile;
import org.opportune.profile.Profiles;
import org.opportune.profile.StageChange.Cause;

/** Decides which offers are best for a customer now, and says why. */
@Path("decisions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public class DecisionsResource {
    private final Supplier<Decider> deciders;
    private final Profiles profiles;
    private final StageRecorder stages;
    private final DecisionMetrics metrics;
    private final Brakes brakes;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    DecisionsResource() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public DecisionsResource(
            Supplier<Decider> deciders,
            Profiles profiles,
            StageRecorder stages,
            DecisionMetrics metrics,
            Brakes brakes,
            Clock clock) {
        this.deciders = deciders;
        this.profiles = profiles;
        this.stages = stages;
        this.metrics = metrics;
        this.brakes = brakes;
        this.clock = clock;
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
    public DecisionAnswer decide(JsonNode body, @Context SecurityContext caller) {
        long began = System.nanoTime();
        Decider decider = deciders.get();
        DecisionRequest request = new DecisionRequestReader(decider.rulebook()).read(body);
        if (request.mode() == Mode.LIVE && caller.isUserInRole("analyst") && !caller.isUserInRole("admin")) {
            throw new Problem(
                    403, "forbidden", "Not allowed", "an analyst may only preview; set mode to preview", List.of());
        }
        Profile profile = request.customer().isEmpty() ? null : profiles.find(decider.rulebook(), request.customer());
        Instant at = request.at() == null ? clock.instant() : request.at();
        Decision decision = decider.decide(request, profile, at, brakes.paused());
        if (request.mode() == Mode.LIVE) {
            stages.note(decision.snapshot(), decision.classification(), decision.release(), Cause.DECISION);
            metrics.made(decision, System.nanoTime() - began);
        }
        return DecisionAnswer.of(UUID.randomUUID().toString(), request.mode(), decider.rulebook(), decision);
    }
}
