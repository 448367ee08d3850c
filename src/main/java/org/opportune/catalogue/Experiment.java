package org.opportune.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;
import org.opportune.kernel.Place;

/**
 * Customers are shared among arms by lot, so that what the arms come to can be compared.
 *
 * @param from the first instant; null for always
 * @param until the first instant after it; null for ever
 * @param share of the customers who take part, above 0 and at most 1
 * @param group of the experiments of one group a customer takes part in at most one; null when it is in none
 * @param control the arm with which the others are compared
 * @param arms by id, in the order of the file
 * @param goal what is observed of a customer
 * @param within how long each customer is observed
 * @param planned how many customers it is planned for, at which the intervals of results are narrowest in proportion
 */
public record Experiment(
        String id,
        Label label,
        @Nullable Instant from,
        @Nullable Instant until,
        double share,
        @Nullable String group,
        String control,
        Map<String, Arm> arms,
        Goal goal,
        Duration within,
        int planned) {
    public Experiment {
        arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
    }

    /** Whether customers take part at an instant. */
    public boolean runsAt(Instant at) {
        return hasBegunAt(at) && (until == null || at.isBefore(until));
    }

    /** Whether an instant is not before its first. */
    public boolean hasBegunAt(Instant at) {
        return from == null || !at.isBefore(from);
    }

    /**
     * What is decided otherwise for a part of the customers.
     *
     * @param weight in proportion to which the arm gets customers
     * @param without the offers that are not shown
     * @param variants by offer, the only one of which is shown in placements that have it
     * @param factors levers beside those of the rulebook
     * @param release that decides for its customers instead of the one that this stands in; null for that one
     */
    public record Arm(
            String id,
            Label label,
            double weight,
            Set<String> without,
            Map<String, String> variants,
            List<Weight> factors,
            @Nullable OtherRelease release) {
        /** That decides by the release that it stands in. */
        public Arm(
                String id,
                Label label,
                double weight,
                Set<String> without,
                Map<String, String> variants,
                List<Weight> factors) {
            this(id, label, weight, without, variants, factors, null);
        }

        public Arm {
            without = Set.copyOf(without);
            variants = Map.copyOf(variants);
            factors = List.copyOf(factors);
        }
    }

    /**
     * Another release, by its hash.
     *
     * @param place where it is named
     */
    public record OtherRelease(String hash, Place place) {}

    /** Whether one of its arms decides by another release. */
    public boolean namesReleases() {
        return arms.values().stream().anyMatch(arm -> arm.release() != null);
    }

    /**
     * What counts as success.
     *
     * @param event the type of event; null for the outcome {@code conversion} of an offer that was answered
     * @param value its property that holds an amount; null for what each is worth by itself: nothing of an event, the value of an outcome
     */
    public record Goal(@Nullable String event, @Nullable String value) {
        /** What is told as an outcome. */
        public static final Goal CONVERSION = new Goal(null, null);
    }
}
