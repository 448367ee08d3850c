package org.opportune.status;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.Decider;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;
import org.opportune.profile.IdentityReader;
import org.opportune.profile.Profile;
import org.opportune.profile.Profiles;
import org.opportune.profile.Snapshot;
import org.opportune.vocabulary.Terms;

/** Where one customer stands. */
@Path("customers/{id}/status")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class StatusResource {
    private static final String EXAMPLE = """
            {
              "release": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
              "at": "2026-03-01T10:15:00Z",
              "locale": "en",
              "stage": {"id": "churnRisk", "label": "Churn risk",
                        "because": [{"code": "a-complaint-is-open", "sentence": "A complaint is open"}]},
              "since": "2026-02-27T09:00:00Z",
              "previousStages": [{"id": "retention", "label": "Retention", "since": "2025-06-01T00:00:00Z", "until": "2026-02-27T09:00:00Z"}],
              "segments": [{"id": "openComplaint", "label": "Open complaint", "because": [{"code": "a-complaint-is-open", "sentence": "A complaint is open"}]}],
              "scores": [{"id": "leadScore", "label": "Lead score", "points": 40, "because": [{"points": 20, "code": "lead-signed-up", "sentence": "Signed up"}]}],
              "features": [{"id": "orders90d", "label": "Orders in 90 days", "value": 3}],
              "avoid": [{"code": "openComplaint", "sentence": "Do not promote anything while a complaint is open."}]
            }""";

    private final Supplier<Decider> deciders;
    private final Profiles profiles;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    StatusResource() {
        this(null, null, null);
    }

    @Inject
    public StatusResource(Supplier<Decider> deciders, Profiles profiles, Clock clock) {
        this.deciders = deciders;
        this.profiles = profiles;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({"agent", "admin"})
    @Operation(
            summary = "Where a customer stands",
            description =
                    "Stage and since when, earlier stages, segments, scores, features, each with reasons in words, and what not to do. Reading writes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The status",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CustomerStatus.class),
                            examples = @ExampleObject(name = "status", value = EXAMPLE)))
    @APIResponse(responseCode = "400", description = "An unknown namespace or locale")
    @APIResponse(responseCode = "401", description = "No key, or one that is not valid")
    @APIResponse(responseCode = "403", description = "The key's role may not do this")
    @APIResponse(responseCode = "404", description = "No customer has this identity")
    public CustomerStatus status(
            @Parameter(description = "The id within its namespace", example = "C00001") @PathParam("id") String id,
            @Parameter(description = "customer (the customer number), email, phone or visitor", example = "customer")
                    @QueryParam("namespace")
                    @Nullable
                    String namespace,
            @Parameter(description = "Language of labels; the rulebook's default when left out", example = "en")
                    @QueryParam("locale")
                    @Nullable
                    String locale) {
        Decider decider = deciders.get();
        String words = locale(decider.rulebook().terms(), locale);
        Profile profile = profiles.find(decider.rulebook(), List.of(IdentityReader.named(namespace, id)));
        if (profile == null) {
            throw Problem.notFound("no customer has this identity");
        }
        Instant now = clock.instant();
        Decider by = decider.by(profile, now);
        Snapshot snapshot = by.snapshots().of(profile, now);
        return CustomerStatus.of(by.rulebook(), snapshot, by.flow().classify(snapshot), words);
    }

    static String locale(Terms terms, @Nullable String wanted) {
        if (wanted == null) {
            return terms.defaultLocale();
        }
        String canonical = Label.canonicalTag(wanted);
        for (String tag = canonical; tag != null; tag = Label.broader(tag)) {
            if (terms.locales().contains(tag)) {
                return tag;
            }
        }
        throw Problem.invalid("?locale", Nearest.unknown("locale", wanted, terms.locales()));
    }
}
