package org.opportune.releases;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Problem;

/** The files of a draft, one by one or as a zip. */
@Path("drafts/{id}/files")
@RequestScoped
@RolesAllowed({"analyst", "operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Drafts")
public class DraftFilesResource {
    private static final String ZIP = "application/zip";
    private static final int MOST_BYTES = 50_000_000;

    private final JpaReleases store;
    private final Drafts drafts;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    DraftFilesResource() {
        this(null, null);
    }

    @Inject
    public DraftFilesResource(JpaReleases store, Drafts drafts) {
        this.store = store;
        this.drafts = drafts;
    }

    @GET
    @Produces(ZIP)
    @Operation(operationId = "downloadDraft", summary = "The files of a draft as a zip")
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "There is no such draft")
    public Response download(@PathParam("id") String id) {
        DraftRow draft = store.draft(DraftResource.id(id));
        return zip(store.folder(draft.id()).zip(), "draft-" + draft.id())
                .header(HttpHeaders.ETAG, DraftResource.etag(draft.version()))
                .build();
    }

    @PUT
    @RolesAllowed({"analyst", "admin"})
    @Consumes(ZIP)
    @Operation(
            operationId = "uploadDraft",
            summary = "Replace all files of a draft by those of a zip",
            description = "Of the folder itself, or with the folder as its only content.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = DraftResource.DRAFT),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "400", description = "It is no archive of a rulebook; errors says why")
    @APIResponse(responseCode = "409", description = "The draft is in no state in which it can be changed")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "413", description = "The archive is too long")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is changed")
    public Response upload(
            @PathParam("id") String id,
            @Parameter(description = DraftResource.IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            InputStream body,
            @Context SecurityContext caller)
            throws IOException {
        return DraftResource.answer(
                drafts.upload(DraftResource.id(id), DraftResource.version(seen), bytes(body), Actor.of(caller)));
    }

    @GET
    @Path("{path: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "getDraftFile", summary = "A file of a draft")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "There is no such draft, or it has no such file")
    public Response file(@PathParam("id") String id, @PathParam("path") String path) {
        DraftRow draft = store.draft(DraftResource.id(id));
        DraftFileRow file = store.files(draft.id()).stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("The draft has no file of this name; GET it to see its files"));
        return Response.ok(store.content(file.hash()))
                .header(HttpHeaders.ETAG, DraftResource.etag(draft.version()))
                .build();
    }

    @PUT
    @Path("{path: .+}")
    @RolesAllowed({"analyst", "admin"})
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "putDraftFile",
            summary = "Write a file of a draft",
            description = "Any content is kept, so that unfinished work is safe; the check says what is wrong with it.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = DraftResource.DRAFT),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "400", description = "No file of a rulebook may have this name, or this length")
    @APIResponse(responseCode = "409", description = "The draft is in no state in which it can be changed")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "413", description = "The file is too long")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is changed")
    public Response put(
            @PathParam("id") String id,
            @PathParam("path") String path,
            @Parameter(description = DraftResource.IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            InputStream body,
            @Context SecurityContext caller)
            throws IOException {
        return DraftResource.answer(
                drafts.put(DraftResource.id(id), DraftResource.version(seen), path, bytes(body), Actor.of(caller)));
    }

    @DELETE
    @Path("{path: .+}")
    @RolesAllowed({"analyst", "admin"})
    @Operation(operationId = "removeDraftFile", summary = "Remove a file from a draft")
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = DraftResource.DRAFT),
                            examples = @ExampleObject(name = "draft", value = DraftExamples.DRAFT)))
    @APIResponse(responseCode = "404", description = "The draft has no such file")
    @APIResponse(responseCode = "409", description = "The draft is in no state in which it can be changed")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is changed")
    public Response remove(
            @PathParam("id") String id,
            @PathParam("path") String path,
            @Parameter(description = DraftResource.IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            @Context SecurityContext caller) {
        return DraftResource.answer(
                drafts.remove(DraftResource.id(id), DraftResource.version(seen), path, Actor.of(caller)));
    }

    static Response.ResponseBuilder zip(byte[] content, String name) {
        return Response.ok(content, ZIP)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".zip\"");
    }

    private static byte[] bytes(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Problem(
                    413, "too-large", "Too large", "A rulebook has at most " + MOST_BYTES + " bytes", List.of());
        }
        return bytes;
    }
}
