package org.opportune.reports;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Vocabulary.Stage;

/** Figures of the stages of customers' lives. */
@Path("reports")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class StageReportsResource {
    private static final String STAGES = """
            {"from": "2026-02-23", "until": "2026-03-02", "every": "week", "zone": "Europe/Helsinki",
             "periods": [{"begins": "2026-02-23", "opening": {"awareness": 812, "engagement": 3120},
                          "moves": [{"from": "awareness", "to": "engagement", "customers": 41}, {"from": null, "to": "awareness", "customers": 77}]}],
             "stays": [{"stage": "awareness", "customers": 41, "meanDays": 23.4}]}""";
    private static final String CHURN = """
            {"into": "lapsed", "periods": [{"begins": "2026-02-01", "customers": 9120, "lost": 164, "rate": 0.018}]}""";

    private final Reports reports;
    private final Supplier<Rulebook> rulebook;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    StageReportsResource() {
        this(null, null, null);
    }

    @Inject
    public StageReportsResource(Reports reports, Supplier<Rulebook> rulebook, Clock clock) {
        this.reports = reports;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /** How many customers were lost. */
    @Schema(name = "ChurnReport")
    public record Churn(String into, List<StageReport.Churn> periods) {}

    @GET
    @Path("stages")
    @Operation(
            operationId = "reportStages",
            summary = "How customers went through the stages",
            description =
                    "From which stage to which, a day, week or month each, and how long those who left a stage had been there.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StageReport.class),
                            examples = @ExampleObject(name = "a week", value = STAGES)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public StageReport stages(
            @Parameter(description = Span.FROM, example = "2026-02-23") @QueryParam("from") @Nullable String from,
            @Parameter(description = Span.UNTIL, example = "2026-03-02") @QueryParam("until") @Nullable String until,
            @Parameter(description = Span.EVERY, example = "week") @QueryParam("every") @Nullable String every) {
        return reports.stages(span(from, until, every));
    }

    @GET
    @Path("churn")
    @Operation(
            operationId = "reportChurn",
            summary = "How many customers were lost",
            description =
                    "Those who went into a stage such as lapsed, of all who were in another when the day, week or month began.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Churn.class),
                            examples = @ExampleObject(name = "a month", value = CHURN)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Churn churn(
            @Parameter(description = "The stage of those who are lost", required = true, example = "lapsed")
                    @QueryParam("into")
                    @Nullable
                    String into,
            @Parameter(description = Span.FROM, example = "2026-02-01") @QueryParam("from") @Nullable String from,
            @Parameter(description = Span.UNTIL, example = "2026-03-01") @QueryParam("until") @Nullable String until,
            @Parameter(description = Span.EVERY, example = "month") @QueryParam("every") @Nullable String every) {
        List<String> stages =
                rulebook.get().vocabulary().stages().stream().map(Stage::id).toList();
        if (into == null || !stages.contains(into)) {
            throw Problem.invalid(
                    "?into",
                    into == null ? "name a stage, such as " + stages.get(0) : Nearest.unknown("stage", into, stages));
        }
        return new Churn(
                into,
                reports.stages(span(from, until, every)).periods().stream()
                        .map(period -> period.into(into))
                        .toList());
    }

    private Span span(@Nullable String from, @Nullable String until, @Nullable String every) {
        ZoneId zone = rulebook.get().terms().zone();
        return Span.of(from, until, every, LocalDate.ofInstant(clock.instant(), zone), zone);
    }
}
