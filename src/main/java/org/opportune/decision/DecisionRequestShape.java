package org.opportune.decision;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.opportune.profile.Identity;

/** The body of {@code POST /decisions} as the API documentation shows it; {@link DecisionRequestReader} reads it. */
@Schema(name = "DecisionRequest")
record DecisionRequestShape(
        @Schema(
                type = SchemaType.ARRAY,
                implementation = Identity.class,
                description = "Who it is: one or several identities; left out for somebody unknown")
        List<Identity> customer,

        @Schema(
                type = SchemaType.ARRAY,
                implementation = PlacementShape.class,
                required = true,
                description = "Where offers are to be shown, of one channel, in the order in which they choose")
        List<PlacementShape> placements,

        @Schema(description = "Only to say it twice: the placements imply it")
        String channel,

        @Schema(description = "Language tag of the content; else the customer's language, else the rulebook's default")
        String locale,

        @Schema(description = "Context attributes of the vocabulary")
        Map<String, Object> context,

        @Schema(description = "How many offers each placement takes, unless it says so itself")
        Integer limit,

        @Schema(
                enumeration = {"live", "preview"},
                defaultValue = "live")
        String mode,

        @Schema(description = "The instant to decide for; preview only")
        OffsetDateTime at) {

    record PlacementShape(@Schema(required = true) String id, Integer limit) {}
}
