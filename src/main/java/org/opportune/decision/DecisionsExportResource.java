package org.opportune.decision;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Streamed;
import org.opportune.ledger.Ledger;
import org.opportune.ledger.LedgerSearch;

/** Decisions for a spreadsheet or a warehouse: a line for each offer that was answered, and one for a decision that answered none. */
@Path("decisions/export")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Tag(name = "Decisions")
public class DecisionsExportResource {
    private static final String CSV = "text/csv";

    private final Ledger ledger;
    private final KnownReleases releases;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    DecisionsExportResource() {
        this(null, null);
    }

    @Inject
    public DecisionsExportResource(Ledger ledger, KnownReleases releases) {
        this.ledger = ledger;
        this.releases = releases;
    }

    @GET
    @Produces(CSV)
    @Operation(
            operationId = "exportDecisions",
            summary = "Decisions as CSV, the newest first",
            description =
                    "A line for each offer that was answered: decision, at, customer (a number, the same in all their decisions), release, channel, stage,"
                            + " placement, place, offer. It streams, however many there are.")
    @APIResponse(
            responseCode = "200",
            description = "The lines, after a line of names",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    @APIResponse(responseCode = "404", description = "There is no such release")
    public Response export(
            @Parameter(description = "Namespace and id", example = "customer:C00017") @QueryParam("customer") @Nullable
                    String customer,
            @Parameter(description = "The first instant", example = "2026-03-01T00:00:00Z")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "The first instant that is not wanted any more", example = "2026-03-02T00:00:00Z")
                    @QueryParam("until")
                    @Nullable
                    String until,
            @Parameter(example = "first-order-10") @QueryParam("offer") @Nullable String offer,
            @Parameter(description = "A hash of 64 digits") @QueryParam("release") @Nullable String release) {
        LedgerSearch search = Searched.search(ledger, releases, customer, from, until, offer, release, null);
        StreamingOutput lines = new Streamed(out -> DecisionsCsv.write(ledger, search, out));
        return Response.ok(lines, CSV + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"decisions.csv\"")
                .build();
    }
}
