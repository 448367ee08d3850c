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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.opportune.reports.OfferFigures.Dimension;
import org.opportune.rulebook.Rulebook;

/** Figures of what came of offers. */
@Path("reports/offers")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class OfferReportsResource {
    private static final String EXAMPLE = """
            {"from": "2026-02-23", "until": "2026-03-02", "every": "week", "zone": "Europe/Helsinki", "by": "offer", "currency": "EUR",
             "rows": [{"begins": "2026-02-23", "of": "write-review", "answered": 1240, "impressions": 1100, "clicks": 88, "accepts": 41, "declines": 6,
                       "conversions": 22, "value": 812.50, "clickThrough": 0.08, "acceptance": 0.0373, "conversion": 0.02}],
             "total": {"answered": 1240, "impressions": 1100, "clicks": 88, "accepts": 41, "declines": 6, "conversions": 22, "value": 812.50,
                       "clickThrough": 0.08, "acceptance": 0.0373, "conversion": 0.02}}""";

    private final Reports reports;
    private final Supplier<Rulebook> rulebook;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    OfferReportsResource() {
        this(null, null, null);
    }

    @Inject
    public OfferReportsResource(Reports reports, Supplier<Rulebook> rulebook, Clock clock) {
        this.reports = reports;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "reportOffers",
            summary = "What came of offers",
            description =
                    "How often they were answered, seen, clicked, accepted, declined and converted, and for how much, by the day of the decision.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OfferReport.class),
                            examples = @ExampleObject(name = "a week", value = EXAMPLE)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public OfferReport offers(
            @Parameter(
                            description =
                                    "offer, campaign, channel, placement, stage or release; nothing is told apart when left out",
                            example = "offer")
                    @QueryParam("by")
                    @Nullable
                    String by,
            @Parameter(description = Span.FROM, example = "2026-02-23") @QueryParam("from") @Nullable String from,
            @Parameter(description = Span.UNTIL, example = "2026-03-02") @QueryParam("until") @Nullable String until,
            @Parameter(description = Span.EVERY) @QueryParam("every") @Nullable String every,
            @Parameter(description = "Only this offer") @QueryParam("offer") @Nullable String offer,
            @Parameter(description = "Only this campaign") @QueryParam("campaign") @Nullable String campaign,
            @Parameter(description = "Only this channel") @QueryParam("channel") @Nullable String channel,
            @Parameter(description = "Only this placement") @QueryParam("placement") @Nullable String placement,
            @Parameter(description = "Only customers who were in this stage") @QueryParam("stage") @Nullable
                    String stage,
            @Parameter(description = "Only decisions of this release, a hash of 64 digits")
                    @QueryParam("release")
                    @Nullable
                    String release) {
        Map<Dimension, String> only = new EnumMap<>(Dimension.class);
        put(only, Dimension.OFFER, offer);
        put(only, Dimension.CAMPAIGN, campaign);
        put(only, Dimension.CHANNEL, channel);
        put(only, Dimension.PLACEMENT, placement);
        put(only, Dimension.STAGE, stage);
        put(only, Dimension.RELEASE, release);
        Rulebook rules = rulebook.get();
        ZoneId zone = rules.terms().zone();
        Span span = Span.of(from, until, every, LocalDate.ofInstant(clock.instant(), zone), zone);
        Map<String, String> campaigns = new HashMap<>();
        rules.catalogue().offers().forEach((id, each) -> campaigns.put(id, each.campaign()));
        return OfferReport.of(
                span, by, rules.terms().rates().base(), reports.offers(span, dimension(by), only, campaigns));
    }

    private static void put(Map<Dimension, String> only, Dimension dimension, @Nullable String value) {
        if (value != null) {
            only.put(dimension, value);
        }
    }

    private static @Nullable Dimension dimension(@Nullable String by) {
        if (by == null) {
            return null;
        }
        for (Dimension dimension : Dimension.values()) {
            if (dimension.word().equals(by)) {
                return dimension;
            }
        }
        List<String> words =
                Arrays.stream(Dimension.values()).map(Dimension::word).toList();
        throw Problem.invalid("?by", Nearest.unknown("dimension", by, words));
    }
}
