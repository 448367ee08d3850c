package org.opportune.wording;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a text may say of a customer at one instant. */
public interface Known {
    /** The value of a fact as rules see it; null when it is unknown. */
    @Nullable
    Object get(String fact);

    /** In which times are told: the customer's own zone. */
    ZoneId zone();
}
