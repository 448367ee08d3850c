package org.opportune.releases;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
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
import org.opportune.decision.Decider;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.kernel.Sentence;
import org.opportune.model.Step;
import org.opportune.profile.Identity;
import org.opportune.profile.IdentityReader;
import org.opportune.profile.Profile;
import org.opportune.profile.Profiles;

/** Cases of a draft that are made of stored customers. */
@Path("drafts/{id}/cases")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Drafts")
public class CasesResource {
    private final JpaReleases store;
    private final Drafts drafts;
    private final Supplier<Decider> deciders;
    private final Profiles profiles;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    CasesResource() {
        this(null, null, null, null, null);
    }

    @Inject
    public CasesResource(JpaReleases store, Drafts drafts, Supplier<Decider> deciders, Profiles profiles, Clock clock) {
        this.store = store;
        this.drafts = drafts;
        this.deciders = deciders;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** Who a customer is. */
    public record CustomerName(
            @Nullable String namespace, @Nullable String id) {}

    /**
     * Of whom a case is made.
     *
     * @param sentence by which the case is called; one is made when left out
     * @param step classification, which is usual, or eligibility
     */
    public record CaseOfCustomer(
            @Nullable CustomerName customer,
            @Nullable String sentence,
            @Nullable String step) {}

    @POST
    @RolesAllowed({"analyst", "admin"})
    @Operation(
            operationId = "addCaseOfCustomer",
            summary = "Make a case of a stored customer",
            description =
                    "Adds a row to the file customers.cases.csv of the step: what is known of the customer now, without what the vocabulary calls personal, and"
                            + " what the rules that decide now make of it. From then on every check of the draft says whether that is still so.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CaseOfCustomer.class),
                            examples = @ExampleObject(name = "customer", value = DraftExamples.CASE_OF)))
    @APIResponse(
            responseCode = "201",
            description = "The case, which is in the draft",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MadeCase.class),
                            examples = @ExampleObject(name = "case", value = DraftExamples.CASE)))
    @APIResponse(
            responseCode = "400",
            description = "The customer is not named as it should be, or the file has mistakes")
    @APIResponse(responseCode = "404", description = "There is no such draft, or no such customer")
    @APIResponse(responseCode = "409", description = "The draft is in no state in which it can be changed")
    @APIResponse(responseCode = "412", description = "The draft was changed since you saw it")
    @APIResponse(responseCode = "428", description = "Without If-Match nothing is changed")
    public Response add(
            @PathParam("id") String id,
            @Parameter(description = DraftResource.IF_MATCH) @HeaderParam("If-Match") @Nullable String seen,
            CaseOfCustomer wanted,
            @Context SecurityContext caller) {
        long draft = DraftResource.id(id);
        int version = DraftResource.version(seen);
        Step step = step(wanted.step());
        String sentence =
                wanted.sentence() == null ? null : Sentence.of("/sentence", wanted.sentence(), Drafts.LONGEST_WHY);
        DraftStep.CHANGE.after(store.draft(draft).state());
        Decider decider = deciders.get();
        MadeCase made =
                new CaseMaker(decider).of(customer(decider, wanted.customer()), clock.instant(), step, sentence);
        String path = made.file();
        RulebookFolder files = store.folder(draft);
        String table = CaseMaker.add(path, files.has(path) ? files.text(path) : null, made.cells());
        DraftView changed = drafts.put(draft, version, path, table.getBytes(StandardCharsets.UTF_8), Actor.of(caller));
        return Response.status(Response.Status.CREATED)
                .entity(made)
                .header(HttpHeaders.ETAG, DraftResource.etag(changed))
                .build();
    }

    private Profile customer(Decider decider, @Nullable CustomerName name) {
        Findings findings = new Findings();
        List<Identity> names = IdentityReader.read(Json.MAPPER.valueToTree(name), "customer", "/customer", findings);
        findings.refuseRequest();
        Profile customer = profiles.find(decider.rulebook(), names);
        if (customer == null) {
            throw Problem.notFound("There is no such customer");
        }
        return customer;
    }

    private static Step step(@Nullable String step) {
        List<String> steps = List.of(Step.CLASSIFICATION.folder(), Step.ELIGIBILITY.folder());
        if (step != null && !steps.contains(step)) {
            throw Problem.invalid("/step", Nearest.unknown("step", step, steps));
        }
        return Step.ELIGIBILITY.folder().equals(step) ? Step.ELIGIBILITY : Step.CLASSIFICATION;
    }
}
