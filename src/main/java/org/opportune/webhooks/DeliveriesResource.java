package org.opportune.webhooks;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Page;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.webhooks.Delivery.State;

/** What is on its way to the receiver of a webhook, and what was given up. */
@Path("webhooks/{id}/deliveries")
@RequestScoped
@RolesAllowed({"operator", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class DeliveriesResource {
    private final JdbcWebhooks store;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    DeliveriesResource() {
        this(null);
    }

    @Inject
    public DeliveriesResource(JdbcWebhooks store) {
        this.store = store;
    }

    @GET
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "What was sent, waits, or was given up",
            description = "The newest first. What events say is not shown, nor what the receiver answered.")
    @APIResponse(
            responseCode = "200",
            description = "A page of deliveries",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookDeliveryPage.class),
                            examples = @ExampleObject(name = "example", value = WebhookExamples.DELIVERIES)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public Page.Of<DeliveryView> list(
            @Parameter(example = "1") @PathParam("id") String id,
            @Parameter(description = "pending, delivered or dead; all when left out", example = "dead")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        Page page = Page.of(limit, after);
        List<DeliveryView> found =
                store.deliveries(WebhooksResource.number(id), state(state), page.limit() + 1, page.before()).stream()
                        .map(DeliveryView::of)
                        .toList();
        return page.cut(found, view -> Long.toString(view.id()));
    }

    private static @Nullable State state(@Nullable String state) {
        if (state == null) {
            return null;
        }
        if (!State.ids().contains(state)) {
            throw Problem.invalid("?state", Nearest.unknown("state", state, State.ids()));
        }
        return State.of(state);
    }

    @POST
    @Path("retry")
    @Operation(
            operationId = "retryDeadWebhookDeliveries",
            summary = "Try all that was given up anew",
            description = "As if it were new: at once, and then after the same waits.")
    @APIResponse(
            responseCode = "200",
            description = "How many",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RetriedDeliveries.class),
                            examples = @ExampleObject(name = "example", value = WebhookExamples.RETRIED)))
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public RetriedDeliveries retryDead(
            @Parameter(example = "1") @PathParam("id") String id, @Context SecurityContext caller) {
        return new RetriedDeliveries(store.retryDead(
                WebhooksResource.number(id), caller.getUserPrincipal().getName()));
    }

    @POST
    @Path("{delivery}/retry")
    @Operation(
            operationId = "retryWebhookDelivery",
            summary = "Try a delivery anew",
            description =
                    "One that was given up, or waits for its next attempt: at once, and then after the same waits as if it were new.")
    @APIResponse(responseCode = "204", description = "It is due now")
    @APIResponse(responseCode = "404", description = "There is no such delivery")
    @APIResponse(responseCode = "409", description = "It was delivered")
    public void retry(
            @Parameter(example = "1") @PathParam("id") String id,
            @Parameter(example = "17") @PathParam("delivery") String delivery,
            @Context SecurityContext caller) {
        if (!delivery.matches("[0-9]{1,18}")) {
            throw Problem.notFound("'" + Nearest.shorten(delivery) + "' is no delivery's id");
        }
        store.retry(
                WebhooksResource.number(id),
                Long.parseLong(delivery),
                caller.getUserPrincipal().getName());
    }
}
