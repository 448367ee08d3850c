package org.opportune.outcomes;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Page;
import org.opportune.kernel.Problem;
import org.opportune.learning.Cell;
import org.opportune.learning.LearnedRates;
import org.opportune.learning.Rate;

/** What is learned of offers. */
@Path("rates/{number}")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Learning")
public class RatesResource {
    private static final String EXAMPLE = """
            {"number": 12, "at": "2026-03-01T10:00:00Z", "campaigns": [{"campaign": "engagement", "rate": 0.061, "trials": 84.2}],
             "items": [{"offer": "write-review", "stage": "engagement", "channel": "site", "rate": 0.083, "trials": 212.7}], "next": null}""";

    private final RatePublisher publisher;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    RatesResource() {
        this(null);
    }

    @Inject
    public RatesResource(RatePublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * A table of rates, a page of it.
     *
     * @param number 0 before anything is learned
     * @param at until when it knows what happened
     */
    @Schema(name = "LearnedRates")
    public record Table(
            long number,
            Instant at,
            List<Campaign> campaigns,
            List<Learned> items,
            @Nullable String next) {}

    /**
     * What the offers of a campaign have in common.
     *
     * @param trials how many times of showing one it counts for where an offer is new
     */
    @Schema(name = "LearnedCampaign")
    public record Campaign(String campaign, double rate, double trials) {
        static Campaign of(Map.Entry<String, Rate> entry) {
            return new Campaign(
                    entry.getKey(), entry.getValue().mean(), entry.getValue().weight());
        }
    }

    /**
     * How likely an offer succeeds with customers of a stage in a channel.
     *
     * @param trials how many times of showing it this rests on, those that it takes from its campaign among them
     */
    @Schema(name = "LearnedRate")
    public record Learned(String offer, String stage, String channel, double rate, double trials) {
        static Learned of(Cell cell, Rate rate) {
            return new Learned(cell.offer(), cell.stage(), cell.channel(), rate.mean(), rate.weight());
        }

        String id() {
            return String.join("/", offer, stage, channel);
        }
    }

    @GET
    @Operation(
            operationId = "getRates",
            summary = "A table of learned rates",
            description =
                    "How likely each offer succeeds with customers of a stage in a channel, as a table that never changes; a decision's record names"
                            + " the one by which it was made.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the table, by offer, stage and channel",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Table.class),
                            examples = @ExampleObject(name = "table", value = EXAMPLE)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    @APIResponse(responseCode = "404", description = "There is no such table, or it is no longer kept")
    public Table get(
            @Parameter(description = "Of the table; current for the one that decides", example = "current")
                    @PathParam("number")
                    String number,
            @Parameter(example = "write-review") @QueryParam("offer") @Nullable String offer,
            @Parameter(example = "engagement") @QueryParam("stage") @Nullable String stage,
            @Parameter(example = "site") @QueryParam("channel") @Nullable String channel,
            @Parameter(description = "How many, 1 to 500") @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") @Nullable String after) {
        Page page = Page.of(limit, after);
        Cell last = page.after().isEmpty() ? null : cell(page.after());
        LearnedRates rates = table(number);
        List<Learned> found = rates.cells().entrySet().stream()
                .filter(each -> matches(offer, each.getKey().offer())
                        && matches(stage, each.getKey().stage())
                        && matches(channel, each.getKey().channel()))
                .dropWhile(each -> last != null && each.getKey().compareTo(last) <= 0)
                .map(each -> Learned.of(each.getKey(), each.getValue()))
                .limit(page.limit() + 1L)
                .toList();
        Page.Of<Learned> items = page.cut(found, Learned::id);
        return new Table(
                rates.number(),
                rates.at(),
                rates.campaigns().entrySet().stream().map(Campaign::of).toList(),
                items.items(),
                items.next());
    }

    private static Cell cell(String id) {
        String[] parts = id.split("/", -1);
        if (parts.length != 3) {
            throw Problem.invalid("?after", "send what the page before gave as next");
        }
        return new Cell(parts[0], parts[1], parts[2]);
    }

    private static boolean matches(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }

    private LearnedRates table(String number) {
        if (number.equals("current")) {
            return publisher.current();
        }
        LearnedRates found = number.matches("[0-9]{1,18}") ? publisher.find(Long.parseLong(number)) : null;
        if (found == null) {
            throw Problem.notFound("There are no learned rates of this number, or they are no longer kept");
        }
        return found;
    }
}
