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
import org.opportune.reports.Span.Every;
import org.opportune.rulebook.Rulebook;

/** Figures of how long customers stay, and what they bring. */
@Path("reports")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class RetentionResource {
    private static final int YEAR = 364;
    private static final String RETENTION = """
            {"counted": "2026-03-01T10:15:00Z", "every": "month", "zone": "Europe/Helsinki",
             "cohorts": [{"begins": "2026-01-01", "customers": 812,
                          "ages": [{"age": 0, "begins": "2026-01-01", "customers": 812, "share": 1.0, "complete": true},
                                   {"age": 1, "begins": "2026-02-01", "customers": 203, "share": 0.25, "complete": true},
                                   {"age": 2, "begins": "2026-03-01", "customers": 9, "share": 0.011, "complete": false}]}]}""";
    private static final String LIFETIME = """
            {"counted": "2026-03-01T10:15:00Z", "zone": "Europe/Helsinki", "currency": "EUR", "weeks": 52,
             "total": {"customers": 812, "purchases": 1411, "value": 70550.0000, "valuePerCustomer": 86.88, "alive": 611.4, "expectedPurchases": 940.2,
                       "expectedValue": 45129.60, "expectedValuePerCustomer": 55.58},
             "cohorts": [{"begins": "2026-01-01", "figures": {"customers": 812, "purchases": 1411, "value": 70550.0000, "valuePerCustomer": 86.88,
                          "alive": 611.4, "expectedPurchases": 940.2, "expectedValue": 45129.60, "expectedValuePerCustomer": 55.58}}],
             "model": {"state": "fitted", "customers": 812, "repeatBuyers": 340, "fittedOn": 812, "correlation": 0.04,
                       "buying": {"r": 0.8, "alpha": 6.0, "a": 1.2, "b": 3.0, "logLikelihood": -3120.5},
                       "spending": {"p": 4.0, "q": 3.5, "gamma": 25.0, "logLikelihood": -1204.1}}}""";

    private final CustomerReports reports;
    private final Supplier<Rulebook> rulebook;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    RetentionResource() {
        this(null, null, null);
    }

    @Inject
    public RetentionResource(CustomerReports reports, Supplier<Rulebook> rulebook, Clock clock) {
        this.reports = reports;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    @GET
    @Path("retention")
    @Operation(
            operationId = "reportRetention",
            summary = "How many customers came back to buy",
            description =
                    "Of those whose first purchase was in the same week or month: how many bought in each week or month from then on.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RetentionReport.class),
                            examples = @ExampleObject(name = "a cohort", value = RETENTION)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    @APIResponse(responseCode = "404", description = "The rulebook does not declare which events are purchases")
    public RetentionReport retention(
            @Parameter(
                            description = "The first day whose cohort is wanted; 364 days before the end when left out",
                            example = "2026-01-01")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = Span.UNTIL, example = "2026-02-01") @QueryParam("until") @Nullable String until,
            @Parameter(description = "week or month; month when left out", example = "month")
                    @QueryParam("every")
                    @Nullable
                    String every) {
        requireDeclared();
        Span usual = Asked.span(rulebook.get(), clock, from, until, every == null ? Every.MONTH.word() : every);
        Span span = from == null
                ? new Span(usual.until().minusDays(YEAR), usual.until(), usual.every(), usual.zone())
                : usual;
        if (!RetentionCount.PERIODS.contains(span.every())) {
            throw Problem.invalid(
                    "?every", "'" + span.every().word() + "' is not week or month, by which retention is counted");
        }
        return reports.retention(span);
    }

    @GET
    @Path("lifetime")
    @Operation(
            operationId = "reportLifetime",
            summary = "What customers have brought, and are expected to bring",
            description =
                    "By the month of their first purchase. What is expected follows from BG/NBD and Gamma-Gamma, fitted to all customers.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LifetimeReport.class),
                            examples = @ExampleObject(name = "a cohort", value = LIFETIME)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    @APIResponse(responseCode = "404", description = "The rulebook does not declare which events are purchases")
    public LifetimeReport lifetime(
            @Parameter(description = "How many weeks the expectation looks ahead: 13, 26 or 52; 52 when left out")
                    @QueryParam("horizon")
                    @Nullable
                    String horizon) {
        requireDeclared();
        return reports.lifetime(weeks(horizon), rulebook.get().terms().zone());
    }

    private void requireDeclared() {
        Asked.declared(rulebook.get().vocabulary().reported().purchase(), "purchase");
    }

    private static int weeks(@Nullable String horizon) {
        List<Integer> known = LifetimeCount.WEEKS;
        if (horizon == null) {
            return known.get(known.size() - 1);
        }
        return known.stream()
                .filter(weeks -> weeks.toString().equals(horizon))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "?horizon", "'" + Nearest.shorten(horizon) + "' is not 13, 26 or 52, the weeks to look ahead"));
    }
}
