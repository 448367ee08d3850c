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
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Page;
import org.opportune.rulebook.Rulebook;

/** Figures of the friends that customers brought along. */
@Path("reports")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class ReferralResource {
    private static final String REFERRALS = """
            {"from": "2026-02-23", "until": "2026-03-02", "every": "week", "zone": "Europe/Helsinki",
             "periods": [{"begins": "2026-02-23", "referrals": {"referrals": 40, "converted": 18, "conversion": 0.45}}],
             "total": {"referrals": 40, "converted": 18, "conversion": 0.45}, "referrers": 29}""";
    private static final String TOP = """
            {"from": "2026-02-23", "until": "2026-03-02",
             "referrers": [{"customer": [{"namespace": "customer", "id": "C00017"}], "referrals": {"referrals": 5, "converted": 3, "conversion": 0.6}}]}""";

    private final CustomerReports reports;
    private final Supplier<Rulebook> rulebook;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    ReferralResource() {
        this(null, null, null);
    }

    @Inject
    public ReferralResource(CustomerReports reports, Supplier<Rulebook> rulebook, Clock clock) {
        this.reports = reports;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    @GET
    @Path("referrals")
    @Operation(
            operationId = "reportReferrals",
            summary = "How many friends customers brought along",
            description = "And how many of them bought, a day, week or month each.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReferralReport.class),
                            examples = @ExampleObject(name = "a week", value = REFERRALS)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    @APIResponse(responseCode = "404", description = "The rulebook does not declare which events are meant")
    public ReferralReport referrals(
            @Parameter(description = Span.FROM, example = "2026-02-23") @QueryParam("from") @Nullable String from,
            @Parameter(description = Span.UNTIL, example = "2026-03-02") @QueryParam("until") @Nullable String until,
            @Parameter(description = Span.EVERY, example = "week") @QueryParam("every") @Nullable String every) {
        requireDeclared();
        return reports.referrals(Asked.span(rulebook.get(), clock, from, until, every));
    }

    @GET
    @Path("referrers")
    @RolesAllowed({"agent", "admin"})
    @Operation(
            operationId = "reportReferrers",
            summary = "Who brought most friends along",
            description =
                    "Those of whose friends most bought, and then those with most friends, by all their names: for those who may look customers up.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReferralReport.Top.class),
                            examples = @ExampleObject(name = "one", value = TOP)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    @APIResponse(responseCode = "404", description = "The rulebook does not declare which events are meant")
    public ReferralReport.Top referrers(
            @Parameter(description = Span.FROM, example = "2026-02-23") @QueryParam("from") @Nullable String from,
            @Parameter(description = Span.UNTIL, example = "2026-03-02") @QueryParam("until") @Nullable String until,
            @QueryParam("limit") @Nullable String limit) {
        requireDeclared();
        Span span = Asked.span(rulebook.get(), clock, from, until, null);
        return new ReferralReport.Top(
                span.from(),
                span.until(),
                reports.referrers(span, Page.of(limit, null).limit()));
    }

    private void requireDeclared() {
        Asked.declared(rulebook.get().vocabulary().reported().referral(), "referral");
    }
}
