package org.opportune.releases;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Version;
import org.opportune.kernel.Label;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Vocabulary;

/** What runs here, for everybody: nothing that a visitor of the start page may not know. */
@Path("about")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class AboutResource {
    private static final String EXAMPLE = """
            {
              "name": "Opportune", "version": "0.1.0", "startedAt": "2026-03-01T07:59:00Z",
              "rulebook": {
                "name": "Demo shop", "since": "2026-03-01T08:00:00Z",
                "release": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
                "locales": ["en", "fi"], "defaultLocale": "en", "timeZone": "Europe/Helsinki",
                "stages": [{"id": "onboarding", "label": {"en": "Onboarding", "fi": "Aloitus"}, "colour": "#2b9af3"}]
              }
            }""";

    private final Instant startedAt =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    private final Version version;
    private final CurrentRulebook current;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    AboutResource() {
        this(null, null);
    }

    @Inject
    public AboutResource(Version version, CurrentRulebook current) {
        this.version = version;
        this.current = current;
    }

    /** The server. The rulebook is null as long as none is loaded. */
    public record About(
            String name,
            String version,
            Instant startedAt,
            @Nullable Rules rulebook) {}

    /**
     * The rulebook that decides now.
     *
     * @param stages in the order in which they are tried
     */
    public record Rules(
            String name,
            String release,
            Instant since,
            List<String> locales,
            String defaultLocale,
            String timeZone,
            List<Stage> stages) {}

    /** A stage of a customer's life as it is shown; its label by locale. */
    public record Stage(String id, Map<String, String> label, String colour) {}

    @GET
    @Operation(
            operationId = "about",
            summary = "What runs here",
            description = "The server's version, the rulebook that decides now, and its stages. Needs no key.")
    @APIResponse(
            responseCode = "200",
            description = "What runs here",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = About.class),
                            examples = @ExampleObject(name = "a demo shop", value = EXAMPLE)))
    public About about() {
        CurrentRulebook.Live live = current.live();
        return new About(
                "Opportune",
                version.text(),
                startedAt,
                live == null ? null : rules(live.decider().rulebook(), live.since()));
    }

    private static Rules rules(Rulebook rulebook, Instant since) {
        String fallback = rulebook.terms().defaultLocale();
        return new Rules(
                rulebook.terms().name(),
                rulebook.hash(),
                since,
                rulebook.terms().locales(),
                fallback,
                rulebook.terms().zone().getId(),
                rulebook.vocabulary().stages().stream()
                        .map(stage -> stage(stage, fallback))
                        .toList());
    }

    private static Stage stage(Vocabulary.Stage stage, String fallback) {
        return new Stage(stage.id(), texts(stage.label(), fallback), stage.colour());
    }

    private static Map<String, String> texts(Label label, String fallback) {
        Map<String, String> texts = new TreeMap<>(label.texts());
        texts.putIfAbsent(fallback, label.fallback());
        return texts;
    }
}
