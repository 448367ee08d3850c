package org.opportune.analysis;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Order;
import org.opportune.analysis.Dimension.Property;
import org.opportune.model.Fact;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Vocabulary;

/**
 * What figures of one history of events have to do with each other: whoever ordered this week has ordered this year. It tells where
 * nobody can be, as far as the bounds of two figures go against each other, and chooses examples that there can be.
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

    /** Two properties of the customer whose bounds no history has together; empty when it sees none. */
    List<String> clash(Box box) {
        Map<String, Bounds> bounds = new HashMap<>();
        for (int number : box.dimensions()) {
            List<String> names = box.space().dimension(number) instanceof Order order
                    ? more(order, ((Among) box.at(number).known()).values())
                    : List.of();
            if (byEvent.stream()
                    .anyMatch(history -> !names.isEmpty() && history.isNeverMore(names.get(0), names.get(1)))) {
                return names;
            }
            if (box.space().dimension(number) instanceof Property property
                    && property.ref().fact() == Fact.CUSTOMER
                    && box.at(number).known() instanceof Ranges) {
                bounds.put(property.ref().name(), Bounds.of(box.at(number)));
            }
        }
        return bounds.size() < 2
                ? List.of()
                : byEvent.stream()
                        .map(history -> history.clash(bounds))
                        .filter(names -> !names.isEmpty())
                        .findFirst()
                        .orElse(List.of());
    }

    /** The customer's property that is more than another, and that other; empty when it is not that. */
    private static List<String> more(Order order, Set<Object> signs) {
        if (!(order.left() instanceof Ref left)
                || !(order.right() instanceof Ref right)
                || left.fact() != Fact.CUSTOMER
                || right.fact() != Fact.CUSTOMER) {
            return List.of();
        } else if (signs.equals(Set.of(1))) {
            return List.of(left.name(), right.name());
        }
        return signs.equals(Set.of(-1)) ? List.of(right.name(), left.name()) : List.of();
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
