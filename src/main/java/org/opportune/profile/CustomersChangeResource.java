package org.opportune.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opportune.rulebook.Rulebook;

/** Takes what becomes known of customers. When it answers, it is stored. */
@Path("customers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class CustomersChangeResource {
    private final Profiles profiles;
    private final Supplier<Rulebook> rulebook;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    CustomersChangeResource() {
        this(null, null, Clock.systemUTC());
    }

    @Inject
    public CustomersChangeResource(Profiles profiles, Supplier<Rulebook> rulebook) {
        this(profiles, rulebook, Clock.systemUTC());
    }

    CustomersChangeResource(Profiles profiles, Supplier<Rulebook> rulebook, Clock clock) {
        this.profiles = profiles;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /**
     * What became of the changes of a request.
     *
     * @param accepted how many were stored
     * @param refused those that were not taken
     * @param kept identities that were named and that another customer has, and keeps; left out when there are none
     */
    public record Taken(
            int accepted,
            List<Refused> refused,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Identity> kept) {}

    @POST
    @RolesAllowed({"agent", "operator", "admin"})
    @Operation(
            operationId = "changeCustomers",
            summary = "Make customers, or change what is known of them",
            description =
                    "One customer, or up to 1,000 as a list or as {\"customers\": [...]}. The strongest identity that is known (customer,"
                            + " then email, phone, visitor) says who it is, else the customer is new; identities that nobody has become theirs,"
                            + " a visitor who is named with a customer becomes that customer with all that happened to them, and identities that another"
                            + " customer has stay there (kept)."
                            + " Attributes that are not named stay; null forgets one. Consents are added to what was said before.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    "{\"identities\": [{\"namespace\": \"customer\", \"id\": \"C-1001\"},"
                                                            + " {\"namespace\": \"email\", \"id\": \"ana@example.com\"}],"
                                                            + " \"attributes\": {\"country\": \"FI\", \"language\": \"fi\","
                                                            + " \"firstName\": null}, \"consents\": [{\"purpose\": \"marketing\","
                                                            + " \"channel\": \"email\", \"granted\": true}]}")))
    @APIResponse(
            responseCode = "200",
            description = "What became of them",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = Taken.class),
                            examples = @ExampleObject(name = "taken", value = "{\"accepted\": 1, \"refused\": []}")))
    @APIResponse(
            responseCode = "400",
            description = "The customer, or every customer, is wrong; nothing was stored",
            content = @Content(mediaType = "application/problem+json"))
    public Taken change(JsonNode body) {
        Rulebook current = rulebook.get();
        Intake<CustomerChange> intake = Intake.of(body, "customers", new CustomerReader(current, clock)::read);
        Set<Identity> kept = profiles.change(current, intake.read());
        return new Taken(intake.read().size(), intake.refused(), kept);
    }
}
