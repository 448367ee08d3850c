package org.opportune.brakes;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
import org.opportune.kernel.Sentence;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Identifiers;

/** The emergency brake: an offer or a campaign is paused at once, outside releases, and resumed. */
@Path("brakes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Brakes")
public class BrakesResource {
    private static final int LONGEST_WHY = 1_000;
    private static final String KIND = "offers or campaigns";

    private final Brakes brakes;
    private final JpaBrakes store;
    private final Supplier<Rulebook> rulebooks;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    BrakesResource() {
        this(null, null, null);
    }

    @Inject
    public BrakesResource(Brakes brakes, JpaBrakes store, Supplier<Rulebook> rulebooks) {
        this.brakes = brakes;
        this.store = store;
        this.rulebooks = rulebooks;
    }

    /**
     * Something that is paused.
     *
     * @param known whether the release that decides has this offer or campaign; left out while no rules are loaded
     */
    @Schema(name = "Brake")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BrakeView(
            BrakeKind kind,
            String id,
            Instant since,
            String who,
            String why,
            @Nullable Boolean known) {}

    /** For the document only: {@link Page.Of} of brakes. */
    @Schema(name = "BrakePage")
    record BrakePage(List<BrakeView> items, @Nullable String next) {}

    /** For the document only: {@link Page.Of} of the history. */
    @Schema(name = "BrakeHistoryPage")
    record BrakeHistoryPage(
            List<BrakeEntry> items, @Nullable String next) {}

    /** Why it is done, for those who read it later. */
    @Schema(name = "BrakeReason")
    public record Why(@Nullable String why) {}

    @GET
    @RolesAllowed({"agent", "analyst", "operator", "admin"})
    @Operation(
            operationId = "listBrakes",
            summary = "What is paused now",
            description =
                    "Offers and campaigns that no decision of this server proposes now, since when, by whom and why. Answered from memory, also while the"
                            + " database is away.")
    @APIResponse(
            responseCode = "200",
            description = "A page of brakes, by kind and id",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BrakePage.class),
                            examples = @ExampleObject(name = "one", value = BrakeExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Page.Of<BrakeView> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        Page page = Page.of(limit, after);
        List<Brake> found = brakes.paused().brakes().stream()
                .filter(brake -> brake.name().compareTo(page.after()) > 0)
                .limit(page.limit() + 1L)
                .toList();
        Page.Of<Brake> cut = page.cut(found, Brake::name);
        return new Page.Of<>(cut.items().stream().map(this::view).toList(), cut.next());
    }

    @GET
    @Path("history")
    @RolesAllowed({"agent", "analyst", "operator", "admin"})
    @Operation(
            operationId = "listBrakeHistory",
            summary = "Who paused and resumed what, when and why, the newest first",
            description = "Every change stands here for good.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the history",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BrakeHistoryPage.class),
                            examples = @ExampleObject(name = "paused and resumed", value = BrakeExamples.HISTORY)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Page.Of<BrakeEntry> history(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        Page page = Page.of(limit, after);
        return page.cut(store.history(page.limit() + 1, page.before()), entry -> Long.toString(entry.number()));
    }

    @PUT
    @Path("{kind: offers|campaigns}/{id}")
    @RolesAllowed({"operator", "admin"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "pause",
            summary = "Pause an offer or a campaign at once",
            description =
                    "From the next decision on no decision of this server proposes it, and within a second none of the others. What is paused already stays"
                            + " paused by whom, since when and why it was.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Why.class),
                            examples = @ExampleObject(name = "why", value = BrakeExamples.WHY)))
    @APIResponse(
            responseCode = "200",
            description = "It is paused",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BrakeView.class),
                            examples = @ExampleObject(name = "paused", value = BrakeExamples.BRAKE)))
    @APIResponse(
            responseCode = "404",
            description = "The release that decides has nothing of that name; the detail says which it has")
    @APIResponse(responseCode = "503", description = "The database is away; nothing is paused")
    public BrakeView pause(
            @Parameter(description = KIND, example = "offers") @PathParam("kind") String plural,
            @Parameter(example = "birthday-voucher") @PathParam("id") String id,
            Why wanted,
            @Context SecurityContext caller) {
        BrakeKind kind = kind(plural);
        String why = Sentence.of("/why", wanted.why(), LONGEST_WHY);
        if (brakes.paused().of(kind, id) == null) {
            Set<String> known = kind.names(rulebooks.get());
            if (!known.contains(id)) {
                throw unknown(kind, id, known);
            }
        }
        return view(brakes.pause(kind, id, caller.getUserPrincipal().getName(), why));
    }

    @DELETE
    @Path("{kind: offers|campaigns}/{id}")
    @RolesAllowed({"operator", "admin"})
    @Operation(
            operationId = "resume",
            summary = "Resume what is paused",
            description =
                    "It may be proposed again from the next decision on. What is not paused stays as it is. What no release knows any more can be resumed too.")
    @APIResponse(responseCode = "204", description = "It is not paused")
    @APIResponse(responseCode = "400", description = "Without a reason nothing is resumed")
    @APIResponse(responseCode = "404", description = "Nothing of that name is paused, and the release has none")
    @APIResponse(responseCode = "503", description = "The database is away; what is paused stays paused")
    public void resume(
            @Parameter(description = KIND, example = "offers") @PathParam("kind") String plural,
            @Parameter(example = "birthday-voucher") @PathParam("id") String id,
            @Parameter(
                            description = "The reason, for those who read the history",
                            required = true,
                            example = "A release with the right voucher is live")
                    @QueryParam("why")
                    @Nullable
                    String why,
            @Context SecurityContext caller) {
        BrakeKind kind = kind(plural);
        String reason = Sentence.of("?why", why, LONGEST_WHY);
        boolean isResumed = Identifiers.ID.matcher(id).matches() // the column is ASCII
                && brakes.resume(kind, id, caller.getUserPrincipal().getName(), reason);
        if (!isResumed) {
            Set<String> known = new TreeSet<>(brakes.paused().ids(kind));
            Rulebook rulebook = rulebook();
            if (rulebook != null) {
                known.addAll(kind.names(rulebook));
            }
            if (!known.contains(id)) {
                throw unknown(kind, id, known);
            }
        }
    }

    private static Problem unknown(BrakeKind kind, String id, Set<String> known) {
        return Problem.notFound(Nearest.unknown(kind.word(), id, known) + "; nothing was changed");
    }

    private BrakeView view(Brake brake) {
        Rulebook rulebook = rulebook();
        Boolean known = rulebook == null ? null : brake.kind().names(rulebook).contains(brake.id());
        return new BrakeView(brake.kind(), brake.id(), brake.since(), brake.who(), brake.why(), known);
    }

    /** Null while no rules are loaded. */
    private @Nullable Rulebook rulebook() {
        try {
            return rulebooks.get();
        } catch (Problem e) {
            return null;
        }
    }

    private static BrakeKind kind(String plural) {
        return plural.equals(BrakeKind.OFFER.plural()) ? BrakeKind.OFFER : BrakeKind.CAMPAIGN;
    }
}
