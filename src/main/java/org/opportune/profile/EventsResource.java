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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.rulebook.Rulebook;

/** Takes what happened to customers. When it answers, the events are durable. */
@Path("events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class EventsResource {
    private static final MediaType STRUCTURED = new MediaType("application", "cloudevents+json");
    private static final MediaType BATCH = new MediaType("application", "cloudevents-batch+json");

    private final EventIntake events;
    private final Supplier<Rulebook> rulebook;
    private final Clock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    EventsResource() {
        this(null, null, Clock.systemUTC());
    }

    @Inject
    public EventsResource(EventIntake events, Supplier<Rulebook> rulebook) {
        this(events, rulebook, Clock.systemUTC());
    }

    EventsResource(EventIntake events, Supplier<Rulebook> rulebook, Clock clock) {
        this.events = events;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /**
     * What became of the events of a request.
     *
     * @param accepted how many are new, and durable
     * @param duplicates how many were there already; they changed nothing
     * @param pending true while the database is away: the events are safe and will be stored, and accepted counts also those that were there already; else
     *     left out
     * @param refused those that were not taken
     */
    public record Taken(
            int accepted,
            int duplicates,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean pending,

            List<Refused> refused) {}

    @POST
    @RolesAllowed({"website", "agent", "operator", "admin"})
    @Consumes({MediaType.APPLICATION_JSON, "application/cloudevents+json", "application/cloudevents-batch+json"})
    @Operation(
            operationId = "appendEvents",
            summary = "Append what happened to customers",
            description =
                    "One event, or up to 1,000 as a list or as {\"events\": [...]}; or CloudEvents 1.0: structured, in a batch, or"
                            + " binary with ce- headers. When the answer is 2xx, the events are durable, and the next decision sees them unless they are pending. An event that comes again (same source"
                            + " and id) changes nothing. Of several events, the wrong ones are listed and the others kept.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = {
                            @ExampleObject(
                                    name = "one",
                                    value = "{\"id\": \"order-1001\", \"source\": \"shop\", \"type\": \"order\","
                                            + " \"at\": \"2026-03-01T10:15:00Z\","
                                            + " \"customer\": [{\"namespace\": \"customer\", \"id\": \"C-1001\"}],"
                                            + " \"properties\": {\"amount\": 49.9, \"category\": \"home\"}}"),
                            @ExampleObject(
                                    name = "several",
                                    value = "{\"events\": [{\"id\": \"v-1\", \"type\": \"visit\","
                                            + " \"customer\": {\"namespace\": \"visitor\", \"id\": \"7f3c\"}}]}")
                        }),
                @Content(
                        mediaType = "application/cloudevents+json",
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples =
                                @ExampleObject(
                                        name = "structured",
                                        value =
                                                "{\"specversion\": \"1.0\", \"id\": \"order-1001\", \"source\": \"/shop\","
                                                        + " \"type\": \"com.example.shop.order\", \"time\":"
                                                        + " \"2026-03-01T10:15:00Z\", \"subject\": \"customer:C-1001\","
                                                        + " \"data\": {\"amount\": 49.9}}")),
                @Content(
                        mediaType = "application/cloudevents-batch+json",
                        schema = @Schema(type = SchemaType.ARRAY),
                        examples =
                                @ExampleObject(
                                        name = "batch",
                                        value = "[{\"specversion\": \"1.0\", \"id\": \"v-1\", \"source\": \"/shop\","
                                                + " \"type\": \"visit\", \"subject\": \"visitor:7f3c\"}]"))
            })
    @APIResponse(
            responseCode = "200",
            description = "What became of them",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = Taken.class),
                            examples =
                                    @ExampleObject(
                                            name = "one is wrong",
                                            value =
                                                    "{\"accepted\": 1, \"duplicates\": 0, \"refused\": [{\"index\": 1, \"id\":"
                                                            + " \"v-2\", \"errors\": [{\"pointer\": \"/events/1/type\","
                                                            + " \"message\": \"unknown event type 'vist'; did you mean"
                                                            + " 'visit'?\"}]}]}")))
    @APIResponse(
            responseCode = "400",
            description = "The event, or every event, is wrong; nothing was stored",
            content = @Content(mediaType = "application/problem+json"))
    public Taken append(JsonNode body, @Context HttpHeaders headers) {
        Rulebook current = rulebook.get();
        Intake<Event> intake = read(body, headers, new EventReader(current, clock));
        EventIntake.Taken taken = events.append(intake.read());
        return new Taken(taken.stored(), taken.duplicates(), taken.isPending() ? true : null, intake.refused());
    }

    private static Intake<Event> read(JsonNode body, HttpHeaders headers, EventReader reader) {
        CloudEventReader cloud = new CloudEventReader(reader);
        MediaType type = headers.getMediaType();
        if (BATCH.isCompatible(type)) {
            return Intake.ofMany(body, "", cloud::read);
        }
        if (STRUCTURED.isCompatible(type)) {
            return Intake.ofOne(body, cloud::read);
        }
        if (CloudEventHeaders.arePresent(headers)) {
            return Intake.ofOne(CloudEventHeaders.structured(headers, body), cloud::read);
        }
        return Intake.of(body, "events", reader::read);
    }
}
