package org.opportune.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What {@link RecordWriter} writes, for the API documentation.
 *
 * @param v the version of this form
 * @param candidates all that the customer might have: placement, offer and, when it has one, variant
 * @param fired the rules that fired, by their codes
 * @param engine the version of the server that decided
 */
@Schema(name = "DecisionRecord")
record DecisionRecordShape(
        int v,
        String engine,
        String id,
        String release,
        Instant at,

        @Schema(description = "By which chance decided, as 16 hexadecimal digits")
        String seed,

        DecisionRequestShape request,

        @Schema(description = "What was known of the customer: facts by name, consents, stages")
        Map<String, Object> snapshot,

        @Schema(
                description =
                        "What decisions share: what was paused and could not be held, and the arms; drawnBy is the release that drew these, where an arm let another decide")
        Map<String, Object> state,

        List<List<String>> candidates,
        List<String> fired,

        DecisionAnswer answer) {}
