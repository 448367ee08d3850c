package org.opportune.experiments;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
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
import org.opportune.catalogue.Experiment;
import org.opportune.http.Page;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.rulebook.Rulebook;
import org.opportune.wording.Phrases;
import org.opportune.wording.Reader;

/** What is tried out, and what it has come to. */
@Path("experiments")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Experiments")
public class ExperimentsResource {
    private static final double ALPHA = 0.05;

    private final Supplier<Rulebook> rulebooks;
    private final JdbcTallies tallies;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    ExperimentsResource() {
        this(null, null, null);
    }

    @Inject
    public ExperimentsResource(Supplier<Rulebook> rulebooks, JdbcTallies tallies, Clock clock) {
        this.rulebooks = rulebooks;
        this.tallies = tallies;
        this.clock = clock;
    }

    /** For the document only: {@link Page.Of} of experiments. */
    @Schema(name = "ExperimentPage")
    record ExperimentPage(
            List<ExperimentView> items, @Nullable String next) {}

    /** Who reads, in which language. */
    private record Read(Rulebook rulebook, String locale) {
        Phrases phrases() {
            return rulebook.phrases(locale);
        }

        Map<String, Experiment> trials() {
            return Trials.of(rulebook, phrases());
        }
    }

    private Read read(@Nullable String languages) {
        Rulebook rulebook = rulebooks.get();
        return new Read(rulebook, Reader.locale(rulebook.terms(), languages));
    }

    @GET
    @Operation(
            operationId = "listExperiments",
            summary = "What the release that decides tries out",
            description =
                    "Experiments by id, whether they are planned, run or have ended; the universal holdout is one of them. Labels are in the language of Accept-Language.")
    @APIResponse(
            responseCode = "200",
            description = "A page of experiments",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ExperimentPage.class),
                            examples = @ExampleObject(name = "one", value = ExperimentExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Page.Of<ExperimentView> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Parameter(description = "Languages, the most wanted first", example = "fi, en;q=0.5")
                    @HeaderParam("Accept-Language")
                    @Nullable
                    String languages) {
        Page page = Page.of(limit, after);
        Read read = read(languages);
        List<ExperimentView> found = read.trials().values().stream()
                .filter(each -> each.id().compareTo(page.after()) > 0)
                .limit(page.limit() + 1L)
                .map(each -> ExperimentView.of(each, clock.instant(), read.locale()))
                .toList();
        return page.cut(found, ExperimentView::id);
    }

    @GET
    @Path("{id}/results")
    @Operation(
            operationId = "getExperimentResults",
            summary = "What an experiment has come to",
            description =
                    "Per arm customers, conversions and value per customer, and the difference to control with an interval that holds at any time: look as"
                            + " often as you like. Customers are compared when their time of observation is over. While sampleRatio.alarm is true, believe none of it.")
    @APIResponse(
            responseCode = "200",
            description = "Results until now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ExperimentResults.class),
                            examples = @ExampleObject(name = "two arms", value = ExperimentExamples.RESULTS)))
    @APIResponse(responseCode = "400", description = "Accept-Language is no list of languages")
    @APIResponse(responseCode = "404", description = "The release that decides has no such experiment")
    @APIResponse(responseCode = "503", description = "The database is away")
    public ExperimentResults results(
            @Parameter(example = "universal-holdout") @PathParam("id") String id,
            @Parameter(description = "Languages, the most wanted first", example = "fi, en;q=0.5")
                    @HeaderParam("Accept-Language")
                    @Nullable
                    String languages) {
        Read read = read(languages);
        Map<String, Experiment> trials = read.trials();
        Experiment experiment = trials.get(id);
        if (experiment == null) {
            throw Problem.notFound(Nearest.unknown("experiment", id, trials.keySet()));
        }
        return ExperimentResults.of(
                experiment, tallies.of(id, clock.instant()), clock.instant(), ALPHA, read.phrases(), read.locale());
    }

    @GET
    @Path("sample-size")
    @Operation(
            operationId = "getSampleSize",
            summary = "How many customers an experiment takes",
            description =
                    "For conversion, with equal arms, each compared with control. What is left out is usual: rate 0.05, lift 0.1, power 0.8, alpha 0.05, two arms.")
    @APIResponse(
            responseCode = "200",
            description = "Customers of each arm and of all",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SampleSize.class),
                            examples = @ExampleObject(name = "from 5 % to 6 %", value = ExperimentExamples.SIZE)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public SampleSize sampleSize(
            @Parameter(description = "Of conversion in control", example = "0.05") @QueryParam("rate") @Nullable
                    String rate,
            @Parameter(description = "The least that matters, as a part of the rate", example = "0.2")
                    @QueryParam("lift")
                    @Nullable
                    String lift,
            @Parameter(example = "0.8") @QueryParam("power") @Nullable String power,
            @Parameter(example = "0.05") @QueryParam("alpha") @Nullable String alpha,
            @Parameter(description = "With control", example = "2") @QueryParam("arms") @Nullable String arms) {
        return SampleSize.of(rate, lift, power, alpha, arms);
    }
}
