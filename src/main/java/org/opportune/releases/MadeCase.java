package org.opportune.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A case that was made of a stored customer.
 *
 * @param file of the draft, in which it stands
 * @param cells by column, of which those that are not named are empty
 * @param leftOut what is known of the customer and personal, and therefore not in the case
 * @param stage in which the case expects the customer, by the facts that are left
 * @param customerStage in which the customer is; left out when that is the same
 */
@Schema(name = "MadeCase")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MadeCase(
        String file,
        Map<String, String> cells,
        List<String> leftOut,
        String stage,
        @Nullable String customerStage) {}
