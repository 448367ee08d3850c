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
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.ledger.Trait;
import org.opportune.rulebook.Rulebook;

/** Figures of what came of offers, and of what was held back. */
@Path("reports")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class OfferReportsResource {
    private static final String EXAMPLE = """
            {"from": "2026-02-23", "until": "2026-03-02", "every": "week", "zone": "Europe/Helsinki", "by": "offer", "currency": "EUR",
             "rows": [{"begins": "2026-02-23", "of": "write-review", "answered": 1240, "impressions": 1100, "clicks": 88, "accepts": 41, "declines": 6,
                       "conversions": 22, "value": 812.50, "orders": 31.5, "orderValue": 1402.10, "clickThrough": 0.08, "clickThroughWithin": [0.0654, 0.0975], "acceptance": 0.0373, "acceptanceWithin": [0.0276, 0.0502], "conversion": 0.02}],
             "total": {"answered": 1240, "impressions": 1100, "clicks": 88, "accepts": 41, "declines": 6, "conversions": 22, "value": 812.50,
                       "clickThrough": 0.08, "clickThroughWithin": [0.0654, 0.0975], "acceptance": 0.0373, "acceptanceWithin": [0.0276, 0.0502], "conversion": 0.02}}""";
    private static final String REASONS = """
            {"from": "2026-02-23", "until": "2026-03-02", "every": "week", "zone": "Europe/Helsinki", "by": "reason", "currency": "EUR",
             "rows": [{"begins": "2026-02-23", "of": "OPEN-COMPLAINT", "held": 310, "alone": 290, "forgone": 412.50}],
             "total": {"held": 310, "alone": 290, "forgone": 412.50}}""";

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
    @Path("offers")
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
                                    "offer, campaign, channel, placement, stage, release, segment, locale, country, arm, or a dimension of the vocabulary; nothing is told apart when left out",
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
                    String release,
            @Parameter(description = "Only customers who were in this segment") @QueryParam("segment") @Nullable
                    String segment,
            @Parameter(description = "Only decisions in this locale") @QueryParam("locale") @Nullable String locale,
            @Parameter(description = "Only customers of this country") @QueryParam("country") @Nullable String country,
            @Parameter(description = "Only customers in this arm", example = "first-order/discount")
                    @QueryParam("arm")
                    @Nullable
                    String arm) {
        Map<String, String> only = new HashMap<>();
        put(only, "offer", offer);
        put(only, Cut.CAMPAIGN, campaign);
        put(only, "channel", channel);
        put(only, "placement", placement);
        put(only, "stage", stage);
        put(only, "release", release);
        put(only, Trait.SEGMENT, segment);
        put(only, Trait.LOCALE, locale);
        put(only, Trait.COUNTRY, country);
        put(only, Trait.ARM, arm);
        Rulebook rules = rulebook.get();
        Cut cut = Cut.of(by, only, campaigns(rules), rules.vocabulary().dimensions());
        Span span = span(rules, from, until, every);
        return OfferReport.of(span, by, rules.terms().rates().base(), reports.offers(span, cut));
    }

    @GET
    @Path("reasons")
    @Operation(
            operationId = "reportReasons",
            summary = "Why offers were held back",
            description =
                    "How often offers that customers could have had were held back, by reason, and what that is expected to have cost.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReasonReport.class),
                            examples = @ExampleObject(name = "a week", value = REASONS)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public ReasonReport reasons(
            @Parameter(
                            description = "reason, offer, campaign or channel; nothing is told apart when left out",
                            example = "reason")
                    @QueryParam("by")
                    @Nullable
                    String by,
            @Parameter(description = Span.FROM, example = "2026-02-23") @QueryParam("from") @Nullable String from,
            @Parameter(description = Span.UNTIL, example = "2026-03-02") @QueryParam("until") @Nullable String until,
            @Parameter(description = Span.EVERY) @QueryParam("every") @Nullable String every,
            @Parameter(description = "Only this reason", example = "OPEN-COMPLAINT") @QueryParam("reason") @Nullable
                    String reason,
            @Parameter(description = "Only this offer") @QueryParam("offer") @Nullable String offer,
            @Parameter(description = "Only this campaign") @QueryParam("campaign") @Nullable String campaign,
            @Parameter(description = "Only this channel") @QueryParam("channel") @Nullable String channel) {
        Map<String, String> only = new HashMap<>();
        put(only, Cut.REASON, reason);
        put(only, "offer", offer);
        put(only, Cut.CAMPAIGN, campaign);
        put(only, "channel", channel);
        Rulebook rules = rulebook.get();
        return reports.reasons(
                span(rules, from, until, every),
                Cut.ofReasons(by, only, campaigns(rules)),
                rules.terms().rates().base());
    }

    private Span span(Rulebook rules, @Nullable String from, @Nullable String until, @Nullable String every) {
        ZoneId zone = rules.terms().zone();
        return Span.of(from, until, every, LocalDate.ofInstant(clock.instant(), zone), zone);
    }

    private static Map<String, String> campaigns(Rulebook rules) {
        Map<String, String> campaigns = new HashMap<>();
        Stream.concat(rules.others().values().stream(), Stream.of(rules)) // whose own come last, and count
                .forEach(each -> each.catalogue().offers().forEach((id, one) -> campaigns.put(id, one.campaign())));
        return campaigns;
    }

    private static void put(Map<String, String> only, String dimension, @Nullable String value) {
        if (value != null) {
            only.put(dimension, value);
        }
    }
}
