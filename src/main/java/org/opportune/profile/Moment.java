package org.opportune.profile;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What features are taken of: a customer at one instant. Stages are those recorded until then. */
record Moment(
        Instant at,
        ZoneId zone,
        Map<String, Object> attributes,
        List<StageSpell> stages,
        @Nullable History history) {}
