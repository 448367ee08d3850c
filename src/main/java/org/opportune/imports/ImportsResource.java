package org.opportune.imports;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Page;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;

/** Imports of customers and events from CSV files. */
@Path("imports")
@RequestScoped
@RolesAllowed({"operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports", description = "Customers and events from CSV files of any layout")
public class ImportsResource {
    private static final int LONGEST_MAPPING = 1_000_000;
    private static final String MAPPING = """
            name: my-shop
            columns:
              Date: {time: "dd.MM.yyyy HH:mm"}
            timeZone: Europe/Helsinki
            customer:
              identities: {customer: CustomerNo}
            events:
              - type: order
                groupBy: OrderNo
                at: Date
                properties:
                  amount: {sum: [Quantity, Price], currency: EUR}
            """;
    private static final String RUNNING = """
            {"id": 7, "name": "my-shop", "state": "running", "phase": "storing", "lines": 541909, "kept": 201000, "rejected": 135080,
             "reasons": {"bad-debt": 3, "no-customer": 135077}, "customers": 4388, "events": 11000, "duplicates": 0,
             "linesPerSecond": 48000, "remainingSeconds": 5, "findings": [], "createdBy": "admin",
             "createdAt": "2026-03-01T10:15:00Z", "startedAt": "2026-03-01T10:15:03Z"}
            """;

    private final ImportQueue imports;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    ImportsResource() {
        this(null);
    }

    @Inject
    public ImportsResource(ImportQueue imports) {
        this.imports = imports;
    }

    @POST
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml", MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "beginImport",
            summary = "Begin an import with its mapping",
            description =
                    "The mapping says what the file's columns mean. Every mistake in it is answered with file, line"
                            + " and column. Upload the file next.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/yaml",
                            examples = @ExampleObject(name = "orders", value = MAPPING)))
    @APIResponse(responseCode = "201", description = "The import, which awaits its file")
    @APIResponse(responseCode = "400", description = "The mapping is not valid")
    public Response begin(
            @Parameter(description = "As messages call the mapping", example = "my-shop.mapping.yaml")
                    @QueryParam("mapping")
                    @DefaultValue("mapping.yaml")
                    String mapping,
            InputStream body,
            @Context SecurityContext security)
            throws IOException {
        ImportJob job = imports.ask(
                text(body),
                Nearest.shorten(mapping),
                security.getUserPrincipal().getName());
        return Response.created(URI.create("imports/" + job.id()))
                .entity(ImportView.of(job, 0))
                .build();
    }

    @PUT
    @Path("{id}/file")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "uploadImportFile",
            summary = "Upload the file and start the import",
            description =
                    "The CSV file as it is, plain or gzip. It runs when the imports before it are done; look at its"
                            + " progress with GET.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "text/csv",
                            examples =
                                    @ExampleObject(
                                            name = "orders",
                                            value = "OrderNo,Date,CustomerNo,Quantity,Price\n")))
    @APIResponse(responseCode = "202", description = "The import, which is queued")
    @APIResponse(responseCode = "409", description = "The import has its file already")
    @APIResponse(responseCode = "413", description = "The file is longer than opportune.import.max")
    public Response upload(@PathParam("id") long id, InputStream body) throws IOException {
        return Response.accepted(ImportView.of(imports.receive(id, body), 0)).build();
    }

    /** For the document only: {@link Page.Of} of imports. */
    @Schema(name = "ImportPage")
    record ImportPage(List<ImportView> items, @Nullable String next) {}

    @GET
    @Operation(operationId = "listImports", summary = "List imports, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of imports",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportPage.class),
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value = "{\"items\": [" + RUNNING + "], \"next\": null}")))
    public Page.Of<ImportView> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        Page page = Page.of(limit, after);
        List<ImportView> found = imports.newest(page.limit() + 1, before(page.after())).stream()
                .map(job -> imports.find(job.id()))
                .map(job -> ImportView.of(job, imports.nanos(job.id())))
                .toList();
        return page.cut(found, view -> Long.toString(view.id()));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showImport", summary = "Show how far an import is")
    @APIResponse(
            responseCode = "200",
            description = "Its state and numbers",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "running", value = RUNNING)))
    @APIResponse(responseCode = "404", description = "There is no such import")
    public ImportView get(@PathParam("id") long id) {
        return ImportView.of(imports.find(id), imports.nanos(id));
    }

    @GET
    @Path("{id}/rejected")
    @Produces("text/csv")
    @Operation(operationId = "rejectedLines", summary = "The lines that were rejected, with their numbers and reasons")
    @APIResponse(
            responseCode = "200",
            description = "CSV",
            content =
                    @Content(
                            mediaType = "text/csv",
                            examples =
                                    @ExampleObject(
                                            value =
                                                    "line,reason,message\r\n623,\"no-customer\",\"CustomerID is empty: the line names no customer\"\r\n")))
    public Response rejected(@PathParam("id") long id) {
        java.nio.file.Path report = imports.report(id);
        StreamingOutput content = out -> Files.copy(report, out);
        return Response.ok(content)
                .header("Content-Disposition", "attachment; filename=\"rejected-" + id + ".csv\"")
                .build();
    }

    @POST
    @Path("{id}/resume")
    @Operation(
            operationId = "resumeImport",
            summary = "Go on with an import that failed or was interrupted",
            description = "It goes on where it stopped; nothing is stored twice.")
    @APIResponse(responseCode = "202", description = "The import, which is queued")
    @APIResponse(responseCode = "409", description = "It runs, is done, or its file is gone")
    public Response resume(@PathParam("id") long id) {
        return Response.accepted(ImportView.of(imports.resume(id), 0)).build();
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "cancelImport",
            summary = "Cancel an import, or forget one that is over",
            description = "Its file and report are removed. Events that it stored stay.")
    @APIResponse(responseCode = "204", description = "It is gone, or stops as soon as it can")
    public void remove(@PathParam("id") long id) throws IOException {
        imports.remove(id);
    }

    private static long before(String after) {
        try {
            return after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problem.invalid("?after", "send what the page before gave as next");
        }
    }

    private static String text(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST_MAPPING + 1);
        if (bytes.length > LONGEST_MAPPING) {
            throw Problem.invalid("", "the mapping is longer than " + LONGEST_MAPPING + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.invalid("", "the mapping is not UTF-8; save it as UTF-8");
        }
    }
}
