package org.opportune.reports;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Figures of customers' scores. */
@Path("reports/scores")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class ScoreResource {
    private static final String EXAMPLE = """
            {"counted": "2026-03-01T10:15:00Z",
             "scores": [{"score": "leadScore", "customers": 10000,
                         "bands": [{"least": 0, "most": 9, "customers": 6120, "stages": {"awareness": 812, "engagement": 5308}},
                                   {"least": 10, "most": 19, "customers": 3880, "stages": {"engagement": 3880}}]}]}""";

    private final CustomerReports reports;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    ScoreResource() {
        this(null);
    }

    @Inject
    public ScoreResource(CustomerReports reports) {
        this.reports = reports;
    }

    @GET
    @Operation(
            operationId = "reportScores",
            summary = "How customers' points are spread",
            description =
                    "For each score, how many customers have how many points, by their stage, as the last sweep found them: lead score, churn risk, loyalty.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ScoreReport.class),
                            examples = @ExampleObject(name = "a score", value = EXAMPLE)))
    public ScoreReport scores() {
        return reports.scores();
    }
}
