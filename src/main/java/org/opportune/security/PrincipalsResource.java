package org.opportune.security;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Page;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;

/** Who may use the API: principals, and the keys that stand for them. */
@Path("principals")
@RequestScoped
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Principals")
public class PrincipalsResource {

    private final JpaPrincipals principals;
    private final KeyKeeper keys;
    private final Clock clock = Clock.systemUTC();

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    PrincipalsResource() {
        this(null, null);
    }

    @Inject
    public PrincipalsResource(JpaPrincipals principals, KeyKeeper keys) {
        this.principals = principals;
        this.keys = keys;
    }

    /** For the document only: {@link Page.Of} of principals. */
    @Schema(name = "PrincipalPage")
    record PrincipalPage(
            List<NamedPrincipal> items, @Nullable String next) {}

    /** What is asked for: a name and a role. */
    public record NewPrincipal(
            @Nullable String name, @Nullable Role role) {}

    /** One that may use the API. */
    @Schema(name = "NamedPrincipal")
    public record NamedPrincipal(String name, Role role, Instant createdAt) {
        static NamedPrincipal of(PrincipalRow row) {
            return new NamedPrincipal(
                    row.name(), row.role(), Objects.requireNonNull(JpaPrincipals.instant(row.createdAt())));
        }
    }

    /** What is asked for: a label that says where the key is used, and perhaps an end. */
    public record NewKey(@Nullable String label, @Nullable Instant expiresAt) {}

    /** A key without its secret. */
    public record Key(
            long id,
            String label,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {
        static Key of(ApiKeyRow row) {
            return new Key(
                    row.id(),
                    row.label(),
                    Objects.requireNonNull(JpaPrincipals.instant(row.createdAt())),
                    JpaPrincipals.instant(row.expiresAt()),
                    JpaPrincipals.instant(row.revokedAt()),
                    JpaPrincipals.instant(row.lastUsedAt()));
        }
    }

    /** A key with its secret, which is shown this once. */
    @Schema(name = "MadeKey")
    public record MadeKey(
            long id,
            String key,
            String label,
            Instant createdAt,
            @Nullable Instant expiresAt) {}

    /** All keys of one principal. */
    public record KeyList(List<Key> items) {}

    @GET
    @Operation(
            operationId = "listPrincipals",
            summary = "List who may use the API",
            description = "Principals by name, in pages.")
    @APIResponse(
            responseCode = "200",
            description = "A page of principals",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PrincipalPage.class),
                            examples = @ExampleObject(name = "example", value = PrincipalExamples.PAGE)))
    public Page.Of<NamedPrincipal> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        Page page = Page.of(limit, after);
        if (!page.after().isEmpty() && !JpaPrincipals.isName(page.after())) {
            throw Problem.invalid(
                    "?after",
                    "'" + Nearest.shorten(page.after()) + "' is no name: send what the page before gave as next");
        }
        return page.cut(principals.list(page).stream().map(NamedPrincipal::of).toList(), NamedPrincipal::name);
    }

    @POST
    @Operation(
            operationId = "addPrincipal",
            summary = "Add a principal",
            description = "A principal has one role and no keys yet. Names are never given twice.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewPrincipal.class),
                            examples = @ExampleObject(name = "example", value = PrincipalExamples.NEW_PRINCIPAL)))
    @APIResponse(
            responseCode = "201",
            description = "The principal",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NamedPrincipal.class),
                            examples = @ExampleObject(name = "example", value = PrincipalExamples.PRINCIPAL)))
    @APIResponse(responseCode = "409", description = "The name is, or was, somebody's")
    public Response add(NewPrincipal wanted) {
        Findings findings = new Findings();
        String name = wanted.name() == null ? "" : wanted.name();
        if (!JpaPrincipals.isName(name)) {
            findings.at(
                    "/name",
                    "'" + Nearest.shorten(name)
                            + "' is not a name: 2 to 40 small letters, digits and '-', beginning with a letter");
        }
        if (wanted.role() == null) {
            findings.at("/role", "a principal needs a role: website, agent, analyst, operator or admin");
        }
        findings.refuseRequest();
        NamedPrincipal added =
                NamedPrincipal.of(principals.add(name, Objects.requireNonNull(wanted.role()), clock.instant()));
        return Response.created(URI.create("principals/" + name)).entity(added).build();
    }

    @DELETE
    @Path("{name}")
    @Operation(
            operationId = "removePrincipal",
            summary = "Remove a principal",
            description = "Its keys are revoked; its name is not given again.")
    @APIResponse(responseCode = "204", description = "It is removed")
    @APIResponse(responseCode = "409", description = "Nobody removes themselves")
    public void remove(@PathParam("name") String name, @Context SecurityContext security) {
        if (name.equals(security.getUserPrincipal().getName())) {
            throw Problem.conflict("own-principal", "You are '" + name + "'; let another admin remove you");
        }
        principals.remove(name, clock.instant());
        keys.refresh();
    }

    @GET
    @Path("{name}/keys")
    @Operation(
            operationId = "listKeys",
            summary = "List the keys of a principal",
            description = "Without their secrets; revoked ones too. A use is noted within ten seconds.")
    @APIResponse(
            responseCode = "200",
            description = "The keys",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = KeyList.class),
                            examples = @ExampleObject(name = "example", value = PrincipalExamples.KEYS)))
    public KeyList keys(@PathParam("name") String name) {
        return new KeyList(principals.keysOf(name).stream().map(Key::of).toList());
    }

    @POST
    @Path("{name}/keys")
    @Operation(
            operationId = "makeKey",
            summary = "Make a key for a principal",
            description = "The answer holds the key. It is shown this once; the server keeps only its hash.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewKey.class),
                            examples = @ExampleObject(name = "example", value = PrincipalExamples.NEW_KEY)))
    @APIResponse(
            responseCode = "201",
            description = "The key",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MadeKey.class),
                            examples = @ExampleObject(name = "example", value = PrincipalExamples.MADE_KEY)))
    @APIResponse(responseCode = "409", description = "The principal has 50 keys already")
    public Response addKey(@PathParam("name") String name, NewKey wanted) {
        Instant now = clock.instant();
        String label = wanted.label() == null ? "" : wanted.label();
        Findings findings = new Findings();
        if (label.length() > 100) {
            findings.at("/label", "longer than 100 characters");
        }
        if (wanted.expiresAt() != null && !isAhead(wanted.expiresAt(), now)) {
            findings.at("/expiresAt", "a key expires within the next 10 years; leave it out for a key that does not");
        }
        findings.refuseRequest();
        String key = Keys.make();
        ApiKeyRow row = principals.addKey(name, Keys.hash(key), label, now, wanted.expiresAt());
        keys.refresh();
        return Response.created(URI.create("principals/" + name + "/keys/" + row.id()))
                .entity(new MadeKey(row.id(), key, label, now, wanted.expiresAt()))
                .build();
    }

    @DELETE
    @Path("{name}/keys/{id}")
    @Operation(
            operationId = "revokeKey",
            summary = "Revoke a key",
            description = "It is refused from now on: at once by this node, within ten seconds by the others.")
    @APIResponse(responseCode = "204", description = "It is revoked")
    public void revoke(@PathParam("name") String name, @PathParam("id") String id) {
        principals.revoke(name, number(id), clock.instant());
        keys.refresh();
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw Problem.notFound("'" + Nearest.shorten(id) + "' is no key's id; GET the keys to see their ids");
        }
        return Long.parseLong(id);
    }

    private static boolean isAhead(Instant end, Instant now) {
        return end.isAfter(now) && end.isBefore(now.plus(java.time.Duration.ofDays(3_660)));
    }
}
