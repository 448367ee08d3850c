package org.opportune.webhooks;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
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
import org.opportune.rulebook.Rulebook;

/** Webhooks: where outcomes and moves between stages are sent. */
@Path("webhooks")
@RequestScoped
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class WebhooksResource {
    private final JdbcWebhooks store;
    private final Webhooks webhooks;
    private final Supplier<Rulebook> rulebooks;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    WebhooksResource() {
        this(null, null, null, null);
    }

    @Inject
    public WebhooksResource(JdbcWebhooks store, Webhooks webhooks, Supplier<Rulebook> rulebooks, Clock clock) {
        this.store = store;
        this.webhooks = webhooks;
        this.rulebooks = rulebooks;
        this.clock = clock;
    }

    /** For the document only: {@link Page.Of} of webhooks. */
    @Schema(name = "WebhookPage")
    record WebhookPage(List<WebhookView> items, @Nullable String next) {}

    /** For the document only: {@link Page.Of} of the history. */
    @Schema(name = "WebhookHistoryPage")
    record WebhookHistoryPage(
            List<WebhookStep> items, @Nullable String next) {}

    @GET
    @RolesAllowed({"operator", "admin"})
    @Operation(
            operationId = "listWebhooks",
            summary = "Where events are sent, and how that goes",
            description = "In the order in which they were made. Secrets are not shown.")
    @APIResponse(
            responseCode = "200",
            description = "A page of webhooks",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookPage.class),
                            examples = @ExampleObject(name = "example", value = WebhookExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Page.Of<WebhookView> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        Page page = Page.of(limit, after);
        long last = page.after().isEmpty() ? 0 : page.before();
        return page.cut(
                store.all().stream()
                        .filter(standing -> standing.webhook().id() > last)
                        .map(this::view)
                        .toList(),
                view -> Long.toString(view.id()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addWebhook",
            summary = "Have events sent to an address",
            description =
                    "From now on what its filter takes is sent there. The answer holds the secret by which messages are signed. It is shown this once.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookFields.class),
                            examples = @ExampleObject(name = "example", value = WebhookExamples.NEW)))
    @APIResponse(
            responseCode = "201",
            description = "The webhook and its secret",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MadeWebhook.class),
                            examples = @ExampleObject(name = "example", value = WebhookExamples.MADE)))
    @APIResponse(responseCode = "400", description = "A field is not valid")
    @APIResponse(responseCode = "409", description = "There are 50 webhooks already")
    public Response add(WebhookFields wanted, @Context SecurityContext caller) {
        webhooks.require(wanted, true);
        JdbcWebhooks.Made made = store.create(wanted, who(caller));
        MadeWebhook answer = new MadeWebhook(Signature.text(made.secrets().secret()), view(store.one(made.id())));
        return Response.created(URI.create("webhooks/" + made.id()))
                .entity(answer)
                .build();
    }

    @GET
    @Path("history")
    @Operation(
            operationId = "listWebhookHistory",
            summary = "Who did what with webhooks, the newest first",
            description = "Also with those that are deleted. Secrets are not shown.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the history",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookHistoryPage.class),
                            examples = @ExampleObject(name = "example", value = WebhookExamples.HISTORY)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Page.Of<WebhookStep> history(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        Page page = Page.of(limit, after);
        return page.cut(store.history(page.limit() + 1, page.before()), step -> Long.toString(step.number()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"operator", "admin"})
    @Operation(
            operationId = "getWebhook",
            summary = "A webhook, and how it fares",
            description = "With how many deliveries wait or were given up, and since when none has succeeded.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookView.class),
                            examples = @ExampleObject(name = "example", value = WebhookExamples.ONE)))
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public WebhookView get(@Parameter(example = "1") @PathParam("id") String id) {
        return view(store.one(number(id)));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeWebhook",
            summary = "Change, pause or resume a webhook",
            description =
                    "What is left out stays. A filter holds for what happens from then on. While it is paused, what happens is kept and sent later.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookFields.class),
                            examples = @ExampleObject(name = "example", value = WebhookExamples.CHANGE)))
    @APIResponse(
            responseCode = "200",
            description = "The webhook",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookView.class),
                            examples = @ExampleObject(name = "example", value = WebhookExamples.ONE)))
    @APIResponse(responseCode = "400", description = "A field is not valid")
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public WebhookView change(
            @Parameter(example = "1") @PathParam("id") String id,
            WebhookFields wanted,
            @Context SecurityContext caller) {
        webhooks.require(wanted, false);
        store.change(number(id), wanted, who(caller));
        return view(store.one(number(id)));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteWebhook",
            summary = "Send nothing there any more",
            description = "What is not delivered yet is not delivered. Pause it instead to keep that.")
    @APIResponse(responseCode = "204", description = "It is deleted")
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public void delete(@Parameter(example = "1") @PathParam("id") String id, @Context SecurityContext caller) {
        store.delete(number(id), who(caller));
    }

    @POST
    @Path("{id}/secret")
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Make a new secret",
            description =
                    "It is shown this once. For 24 hours messages are signed by the one before too, so that the receiver can be changed meanwhile; one that is older signs no more.")
    @APIResponse(
            responseCode = "200",
            description = "The new secret",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RotatedSecret.class),
                            examples = @ExampleObject(name = "example", value = WebhookExamples.ROTATED)))
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public RotatedSecret rotate(@Parameter(example = "1") @PathParam("id") String id, @Context SecurityContext caller) {
        Secrets secrets = store.rotate(number(id), who(caller)).secrets();
        return new RotatedSecret(Signature.text(secrets.secret()), Objects.requireNonNull(secrets.previousUntil()));
    }

    @POST
    @Path("{id}/test")
    @RolesAllowed({"operator", "admin"})
    @Operation(
            operationId = "testWebhook",
            summary = "Send an event of type org.opportune.ping",
            description = "At once and once, also while it is paused. The answer tells what became of it.")
    @APIResponse(
            responseCode = "200",
            description = "What became of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookTrial.class),
                            examples = @ExampleObject(name = "example", value = WebhookExamples.TRIAL)))
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public WebhookTrial test(@Parameter(example = "1") @PathParam("id") String id) {
        return webhooks.tried(store.target(number(id)));
    }

    private WebhookView view(JdbcWebhooks.Standing standing) {
        return WebhookView.of(standing, rulebook(), clock.instant());
    }

    /** Null while no rules are loaded. */
    private @Nullable Rulebook rulebook() {
        try {
            return rulebooks.get();
        } catch (Problem e) {
            return null;
        }
    }

    private static String who(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }

    static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw Problem.notFound("'" + Nearest.shorten(id) + "' is no webhook's id; GET /api/v1/webhooks lists them");
        }
        return Long.parseLong(id);
    }
}
