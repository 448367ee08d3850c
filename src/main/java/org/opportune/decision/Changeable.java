package org.opportune.decision;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Fact;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.Bounds;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Vocabulary;

/** Which facts can become what: a count over all times never falls, nobody grows younger, and a day of birth is what it is. */
final class Changeable {
    private final Vocabulary vocabulary;
    private final Set<String> born;

    Changeable(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.born = vocabulary.features().values().stream()
                .filter(feature -> feature.kind() == Feature.Kind.YEARS_SINCE)
                .map(feature -> String.valueOf(feature.property()))
                .collect(Collectors.toSet());
    }

    /** Whether it is a fact that can change at all: an attribute, a feature, or what a request says. */
    boolean has(Ref ref) {
        return ref.fact() == Fact.CUSTOMER
                || (ref.fact() == Fact.CONTEXT && vocabulary.context().containsKey(ref.name()));
    }

    /** Whether the days since an event can only become this by the event happening now. */
    boolean takesEvent(Ref ref, @Nullable Object from, Object to) {
        Feature feature = feature(ref);
        boolean isFirst = feature != null && feature.kind() == Feature.Kind.DAYS_SINCE_FIRST && from == null;
        boolean isLast = feature != null
                && feature.kind() == Feature.Kind.DAYS_SINCE_LAST
                && (from == null || direction(from, to) < 0);
        return isFirst || isLast;
    }

    boolean may(Ref ref, @Nullable Object from, Object to) {
        Feature feature = feature(ref);
        if (feature != null) {
            return may(feature, from, to);
        }
        Property property =
                (ref.fact() == Fact.CUSTOMER ? vocabulary.attributes() : vocabulary.context()).get(ref.name());
        boolean isBirth = ref.fact() == Fact.CUSTOMER && born.contains(ref.name());
        return property != null && (from == null || !isBirth) && isWithin(property.bounds(), to);
    }

    /** Whether all of them can come about together: figures of the same events do not both take more events and wait for them to pass. */
    boolean may(Collection<Change> changes) {
        Set<String> come = new HashSet<>();
        Set<String> pass = new HashSet<>();
        for (Change change : changes) {
            Feature feature = feature(change.ref());
            if (feature != null && feature.event() != null) {
                boolean takesEvent = takesEvent(change.ref(), change.from(), change.to());
                if (change.to().equals(change.from())
                        || (takesEvent ? !change.to().equals(0) : !may(feature, change.from(), change.to()))) {
                    return false;
                }
                (takesEvent || !passes(feature, change) ? come : pass).add(feature.event());
            }
        }
        return Collections.disjoint(come, pass);
    }

    /** Whether it becomes so by waiting. */
    private static boolean passes(Feature feature, Change change) {
        boolean isUp = change.from() != null && direction(change.from(), change.to()) > 0;
        return switch (feature.kind()) {
            case DAYS_SINCE_FIRST, DAYS_SINCE_LAST -> true;
            case COUNT, SUM, DISTINCT, MAXIMUM -> change.from() != null && !isUp;
            case MINIMUM -> isUp;
            default -> false;
        };
    }

    private @Nullable Feature feature(Ref ref) {
        return ref.fact() == Fact.CUSTOMER ? vocabulary.features().get(ref.name()) : null;
    }

    private static boolean may(Feature feature, @Nullable Object from, Object to) {
        boolean isUp = from != null && direction(from, to) > 0;
        boolean passes = feature.window() != null;
        return switch (feature.kind()) {
            case COUNT, SUM, DISTINCT -> direction(0, to) >= 0 && (isUp || passes);
            case MAXIMUM -> from == null || isUp || passes;
            case MINIMUM -> from == null || !isUp || passes;
            case AVERAGE, LAST -> true;
            case YEARS_SINCE -> from == null ? direction(0, to) >= 0 : isUp;
            case DAYS_SINCE_FIRST, DAYS_SINCE_LAST, TIME_IN_STAGE -> isUp;
            case PREVIOUS_STAGE -> false;
        };
    }

    /** Below, at or above zero as the second is less than, equal to or more than the first. */
    private static int direction(Object from, Object to) {
        return from instanceof Number a && to instanceof Number b
                ? Double.compare(b.doubleValue(), a.doubleValue())
                : 0;
    }

    private static boolean isWithin(Bounds bounds, Object to) {
        Integer least = bounds.minimum();
        Integer most = bounds.maximum();
        return !(to instanceof Number number)
                || ((least == null || number.doubleValue() >= least) && (most == null || number.doubleValue() <= most));
    }
}
