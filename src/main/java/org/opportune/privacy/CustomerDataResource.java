package org.opportune.privacy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Streamed;
import org.opportune.kernel.Sentence;
import org.opportune.profile.IdentityReader;

/** What a customer may ask for by law: all that is held of them, and that it is erased. */
@Path("customers/{id}/data")
@RequestScoped
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class CustomerDataResource {
    private static final int LONGEST_WHY = 1_000;
    private static final String EXAMPLE = """
            {"at": "2026-03-01T10:15:00Z", "identities": [{"namespace": "customer", "id": "C00001"}], "attributes": {"firstName": "Ana"},
             "consents": [{"purpose": "marketing", "channel": "email", "granted": true, "at": "2026-02-17T09:00:00Z"}],
             "stages": [{"stage": "onboarding", "since": "2026-02-17T09:00:00Z"}],
             "events": [{"at": "2026-02-17T09:00:00Z", "type": "order", "source": "shop", "id": "order-1001", "properties": {"amount": 49.9}}],
             "decisions": []}""";

    private final CustomerRights rights;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    CustomerDataResource() {
        this(null);
    }

    @Inject
    public CustomerDataResource(CustomerRights rights) {
        this.rights = rights;
    }

    @GET
    @Operation(
            operationId = "getCustomerData",
            summary = "All that is held of a customer",
            description =
                    "Identities, attributes, every word on consent, stages, every event, every decision with its record; also of a visitor for whom was"
                            + " only decided.")
    @APIResponse(
            responseCode = "200",
            description = "All of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = HeldOfCustomer.class),
                            examples = @ExampleObject(name = "a customer", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "Nothing is held of anybody of this name")
    public Response get(
            @PathParam("id") String id,
            @Parameter(description = "customer (the customer number), email, phone or visitor", example = "customer")
                    @QueryParam("namespace")
                    @Nullable
                    String namespace) {
        CustomerRights.Person person = rights.person(IdentityReader.named(namespace, id));
        StreamingOutput all = new Streamed(out -> rights.write(person, out));
        return Response.ok(all)
                .header("Content-Disposition", "attachment; filename=\"customer-data.json\"")
                .build();
    }

    @DELETE
    @Operation(
            operationId = "eraseCustomer",
            summary = "Erase all that is held of a customer",
            description =
                    "In the database, in the journal and in memory; what was sealed with their key cannot be read any more, in backups neither. Decisions"
                            + " that were made for them answer 410 from then on. That it was done is kept, with who and why, and nothing of the customer.")
    @APIResponse(responseCode = "204", description = "Nothing is held of them any more")
    @APIResponse(responseCode = "400", description = "It needs a reason, ?why=")
    @APIResponse(responseCode = "404", description = "Nothing is held of anybody of this name")
    public void erase(
            @PathParam("id") String id,
            @Parameter(description = "customer (the customer number), email, phone or visitor", example = "customer")
                    @QueryParam("namespace")
                    @Nullable
                    String namespace,
            @Parameter(
                            description = "Why, for those who read it later; without names",
                            example = "asked for it on 1 March")
                    @QueryParam("why")
                    @Nullable
                    String why,
            @Context SecurityContext caller) {
        String reason = Sentence.of("?why", why, LONGEST_WHY);
        CustomerRights.Person person = rights.person(IdentityReader.named(namespace, id));
        rights.erase(person, caller.getUserPrincipal().getName(), reason);
    }
}
