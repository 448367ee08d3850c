package org.opportune.outcomes;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An outcome as it was stored. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeldOutcome(
        UUID decision,
        String offer,
        String type,
        Instant at,
        @Nullable String reason,
        @Nullable BigDecimal amount,
        @Nullable String currency) {}
