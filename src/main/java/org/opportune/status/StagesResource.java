package org.opportune.status;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.Decider;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.profile.Profiles;

/** How the customers are spread over the stages. */
@Path("stages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class StagesResource {
    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1);
    private static final String EXAMPLE = """
            {
              "release": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
              "at": "2026-03-01T10:15:00Z",
              "customers": 10000,
              "stages": [{"id": "awareness", "label": "Awareness", "colour": "#8a8d90", "customers": 812}]
            }""";

    private final Supplier<Decider> deciders;
    private final Profiles profiles;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    StagesResource() {
        this(null, null, null);
    }

    @Inject
    public StagesResource(Supplier<Decider> deciders, Profiles profiles, Clock clock) {
        this.deciders = deciders;
        this.profiles = profiles;
        this.clock = clock;
    }

    public record Distribution(String release, Instant at, long customers, List<StageCount> stages) {}

    public record StageCount(String id, String label, String colour, long customers) {}

    @GET
    @RolesAllowed({"analyst", "operator", "admin"})
    @Operation(
            summary = "How many customers are in each stage",
            description =
                    "Places every customer by the rules that are live, at an instant, and counts. Nothing is recorded. One such count runs at a time.")
    @APIResponse(
            responseCode = "200",
            description = "The counts, in the order of the vocabulary",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Distribution.class),
                            examples = @ExampleObject(name = "distribution", value = EXAMPLE)))
    @APIResponse(responseCode = "400", description = "The instant or the locale is not valid")
    @APIResponse(responseCode = "401", description = "No key, or one that is not valid")
    @APIResponse(responseCode = "403", description = "The key's role may not do this")
    @APIResponse(responseCode = "409", description = "Another count is running")
    public Distribution stages(
            @Parameter(description = "Now when left out", example = "2011-12-10T00:00:00Z") @QueryParam("at") @Nullable
                    String at,
            @Parameter(description = "Language of labels", example = "en") @QueryParam("locale") @Nullable
                    String locale) {
        Decider decider = deciders.get();
        String words = StatusResource.locale(decider.rulebook().terms(), locale);
        Instant instant = instant(at);
        if (!ONE_AT_A_TIME.tryAcquire()) {
            throw Problem.conflict(
                    "count-running", "another count of all customers is running; ask again when it is done");
        }
        try {
            return count(decider, instant, words);
        } finally {
            ONE_AT_A_TIME.release();
        }
    }

    private Distribution count(Decider decider, Instant at, String locale) {
        Map<String, Long> counts = new LinkedHashMap<>();
        profiles.forEach(decider.rulebook(), profile -> {
            Decider by = decider.by(profile, at);
            counts.merge(by.flow().classify(by.snapshots().of(profile, at)).stage(), 1L, Long::sum);
        });
        List<StageCount> stages = new ArrayList<>();
        decider.rulebook()
                .vocabulary()
                .stages()
                .forEach(stage -> stages.add(new StageCount(
                        stage.id(), stage.label().in(locale), stage.colour(), counts.getOrDefault(stage.id(), 0L))));
        return new Distribution(
                decider.rulebook().hash(),
                at,
                counts.values().stream().mapToLong(Long::longValue).sum(),
                stages);
    }

    private Instant instant(@Nullable String at) {
        if (at == null) {
            return clock.instant();
        }
        try {
            OffsetDateTime said = OffsetDateTime.parse(at.replace(' ', '+'));
            if (said.getYear() >= 1970 && said.getYear() <= 2200) {
                return said.toInstant();
            }
        } catch (DateTimeException e) {
            // said below, with the form that is expected
        }
        throw Problem.invalid(
                "?at",
                "expected a time with an offset such as 2026-03-01T10:15:00Z, from 1970 to 2200, found '"
                        + Nearest.shorten(at) + "'");
    }
}
