package org.opportune.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rulebook tries out on customers.
 *
 * @param holdout who gets no promotional offers; null when everybody may get them
 * @param all by id, in the order of the file
 */
public record Experiments(@Nullable Holdout holdout, Map<String, Experiment> all) {
    public static final Experiments NONE = new Experiments(null, Map.of());

    public Experiments {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /** Whether there is anything that a customer could take part in. */
    public boolean happen() {
        return holdout != null || !all.isEmpty();
    }
}
