package org.opportune.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Vocabulary;

/**
 * What figures of one history of events have to do with each other: whoever ordered this week has ordered this year. Rules are decided without it; it
 * chooses examples that there can be, and keeps stages from being said to overlap where nobody can be in both.
 */
final class Histories {
    private final Collection<History> byEvent;

    Histories(Vocabulary vocabulary) {
        Map<String, List<Feature>> features = vocabulary.features().values().stream()
                .filter(feature -> feature.event() != null)
                .collect(Collectors.groupingBy(
                        feature -> String.valueOf(feature.event()), LinkedHashMap::new, Collectors.toList()));
        byEvent = features.values().stream().map(History::new).toList();
    }

    /** Gives the figures that are not chosen what the chosen ones ask for; false when no history has the chosen ones, as far as is understood here. */
    boolean complete(Map<String, @Nullable Object> customer, Set<String> chosen) {
        for (History history : byEvent) {
            if (history.speaksOf(chosen)) {
                history.complete(customer, chosen);
                if (!history.isPossible(customer)) {
                    return false;
                }
            }
        }
        return true;
    }
}
