package org.opportune.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Problem;
import org.opportune.rulebook.Rulebook;

/** Which rules decide now, and what is wrong with those that do not. */
@Path("releases")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Releases")
public class ReleasesResource {
    private static final String EXAMPLE = """
            {
              "release": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
              "name": "Demo shop",
              "since": "2026-03-01T08:00:00Z",
              "rules": 196,
              "offers": 62,
              "cases": 293,
              "refused": {
                "release": "1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef01",
                "at": "2026-03-01T09:30:00Z",
                "errors": [{"file": "classification/lifecycle.drl", "line": 42, "column": 15,
                            "message": "unknown property of Customer 'ordres90d'; did you mean 'orders90d'?"}]
              },
              "warnings": [],
              "notes": []
            }""";

    private final CurrentRulebook current;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    ReleasesResource() {
        this(null);
    }

    @Inject
    public ReleasesResource(CurrentRulebook current) {
        this.current = current;
    }

    /**
     * The release that decides now.
     *
     * @param refused the rules that were offered after it and could not go live; left out when there are none
     * @param warnings what its author most likely did not mean
     * @param notes what is allowed and good to know
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CurrentRelease(
            String release,
            String name,
            Instant since,
            int rules,
            int offers,
            int cases,
            CurrentRulebook.@Nullable Refused refused,
            List<Finding> warnings,
            List<Finding> notes) {}

    @GET
    @Path("current")
    @RolesAllowed({"agent", "analyst", "operator", "admin"})
    @Operation(
            summary = "The release that decides now",
            description =
                    "Its hash, since when, and what is wrong with rules that were offered later: file, line, column and what to do.")
    @APIResponse(
            responseCode = "200",
            description = "The release",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CurrentRelease.class),
                            examples = @ExampleObject(name = "release", value = EXAMPLE)))
    @APIResponse(responseCode = "401", description = "No key, or one that is not valid")
    @APIResponse(responseCode = "403", description = "The key's role may not do this")
    @APIResponse(responseCode = "503", description = "No rules are loaded; errors says what is wrong with them")
    public CurrentRelease current() {
        CurrentRulebook.Live live = current.live();
        CurrentRulebook.Refused refused = current.refused();
        if (live == null) {
            throw new Problem(
                    503,
                    "unavailable",
                    "No rules are loaded",
                    "No rules are loaded; errors says what is wrong with them",
                    refused == null ? List.of() : refused.errors());
        }
        Rulebook rulebook = live.decider().rulebook();
        return new CurrentRelease(
                rulebook.hash(),
                rulebook.terms().name(),
                live.since(),
                rulebook.rules().size(),
                rulebook.catalogue().offers().size(),
                live.cases(),
                refused,
                live.warnings(),
                live.notes());
    }
}
