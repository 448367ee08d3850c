package org.opportune.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Experiment.OtherRelease;

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

    /** The other releases that its arms decide by, in the order of the file, each as often as it is named. */
    public List<OtherRelease> releases() {
        return all.values().stream()
                .flatMap(experiment -> experiment.arms().values().stream())
                .map(Experiment.Arm::release)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether there is anything that a customer could take part in. */
    public boolean happen() {
        return holdout != null || !all.isEmpty();
    }
}
