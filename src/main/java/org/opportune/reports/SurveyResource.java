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
import org.opportune.reports.SurveyReport.Scale;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Reported.Survey;

/** Figures of how content customers say they are. */
@Path("reports")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class SurveyResource {
    private static final int DETRACTOR = 6;
    private static final String NPS = """
            {"from": "2026-02-23", "until": "2026-03-02", "every": "week", "zone": "Europe/Helsinki", "satisfied": 9, "dissatisfied": 6,
             "rows": [{"begins": "2026-02-23", "answers": {"answers": 100, "satisfied": 40, "dissatisfied": 15, "score": 0.25, "lower": 0.106, "upper": 0.379,
                       "mean": 7.4}}],
             "total": {"answers": 100, "satisfied": 40, "dissatisfied": 15, "score": 0.25, "lower": 0.106, "upper": 0.379, "mean": 7.4}}""";
    private static final String CSAT = """
            {"from": "2026-02-23", "until": "2026-03-02", "every": "week", "zone": "Europe/Helsinki", "satisfied": 4,
             "rows": [{"begins": "2026-02-23", "answers": {"answers": 10, "satisfied": 8, "score": 0.8, "lower": 0.49, "upper": 0.943, "mean": 4.1}}],
             "total": {"answers": 10, "satisfied": 8, "score": 0.8, "lower": 0.49, "upper": 0.943, "mean": 4.1}}""";

    private final CustomerReports reports;
    private final Supplier<Rulebook> rulebook;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    SurveyResource() {
        this(null, null, null);
    }

    @Inject
    public SurveyResource(CustomerReports reports, Supplier<Rulebook> rulebook, Clock clock) {
        this.reports = reports;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    @GET
    @Path("nps")
    @Operation(
            operationId = "reportNps",
            summary = "How likely customers would recommend the shop",
            description = "The share of answers of 9 and 10, less that of answers up to 6, with its 95 % interval.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SurveyReport.class),
                            examples = @ExampleObject(name = "a week", value = NPS)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    @APIResponse(responseCode = "404", description = "The rulebook does not declare which events are meant")
    public SurveyReport nps(
            @Parameter(description = Span.FROM, example = "2026-02-23") @QueryParam("from") @Nullable String from,
            @Parameter(description = Span.UNTIL, example = "2026-03-02") @QueryParam("until") @Nullable String until,
            @Parameter(description = Span.EVERY, example = "week") @QueryParam("every") @Nullable String every,
            @Parameter(description = "channel tells channels apart; nothing is told apart when left out")
                    @QueryParam("by")
                    @Nullable
                    String by,
            @Parameter(description = "Only answers of this channel") @QueryParam("channel") @Nullable String channel) {
        Survey survey = Asked.declared(rulebook.get().vocabulary().reported().nps(), CustomerFigures.NPS);
        Scale scale = new Scale(survey.satisfied(), DETRACTOR);
        return report(CustomerFigures.NPS, survey, scale, span(from, until, every), by, channel);
    }

    @GET
    @Path("csat")
    @Operation(
            operationId = "reportCsat",
            summary = "How many customers were content",
            description = "The share of answers that the rulebook calls satisfied, with its 95 % interval.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SurveyReport.class),
                            examples = @ExampleObject(name = "a week", value = CSAT)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    @APIResponse(responseCode = "404", description = "The rulebook does not declare which events are meant")
    public SurveyReport csat(
            @Parameter(description = Span.FROM, example = "2026-02-23") @QueryParam("from") @Nullable String from,
            @Parameter(description = Span.UNTIL, example = "2026-03-02") @QueryParam("until") @Nullable String until,
            @Parameter(description = Span.EVERY, example = "week") @QueryParam("every") @Nullable String every,
            @Parameter(description = "channel tells channels apart; nothing is told apart when left out")
                    @QueryParam("by")
                    @Nullable
                    String by,
            @Parameter(description = "Only answers of this channel") @QueryParam("channel") @Nullable String channel) {
        Survey survey = Asked.declared(rulebook.get().vocabulary().reported().csat(), CustomerFigures.CSAT);
        Scale scale = new Scale(survey.satisfied(), null);
        return report(CustomerFigures.CSAT, survey, scale, span(from, until, every), by, channel);
    }

    private Span span(@Nullable String from, @Nullable String until, @Nullable String every) {
        return Asked.span(rulebook.get(), clock, from, until, every);
    }

    private SurveyReport report(
            String id, Survey survey, Scale scale, Span span, @Nullable String by, @Nullable String channel) {
        if (by != null && !by.equals("channel")) {
            throw Problem.invalid("?by", Nearest.unknown("dimension", by, List.of("channel")));
        }
        Property told = survey.channel();
        if (channel != null && (told == null || !told.choices().containsKey(channel))) {
            throw Problem.invalid(
                    "?channel",
                    told == null
                            ? "answers tell no channel; the rulebook declares none of '" + id + "'"
                            : Nearest.unknown("channel", channel, told.choices().keySet()));
        }
        return SurveyReport.of(span, scale, by != null, reports.answers(id, span, channel));
    }
}
