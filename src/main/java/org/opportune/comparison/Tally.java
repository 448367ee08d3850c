package org.opportune.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.comparison.Comparison.OfferChange;
import org.opportune.comparison.Comparison.StageMove;
import org.opportune.comparison.Comparison.TopChange;
import org.opportune.comparison.Outlook.Standing;
import org.opportune.profile.Identity;
import org.opportune.profile.Profile;

/** Counts what differs between two standings of the same customers. For one thread. */
final class Tally {
    private static final int EXAMPLES = 5;
    private static final Set<String> SHOWN = Set.of("customer", "visitor");

    private final Map<Move, Count> stages = new HashMap<>();
    private final SortedMap<String, Count> gained = new TreeMap<>();
    private final SortedMap<String, Count> lost = new TreeMap<>();
    private final Map<Top, Count> tops = new HashMap<>();
    private long done;
    private long changed;

    private record Move(String from, String to) {}

    private record Top(
            String placement,
            @Nullable String from,
            @Nullable String to) {}

    private static final class Count {
        private long customers;
        private final List<Identity> examples = new ArrayList<>(EXAMPLES);

        void add(@Nullable Identity example) {
            customers++;
            if (example != null && examples.size() < EXAMPLES) {
                examples.add(example);
            }
        }

        void add(Count other) {
            customers += other.customers;
            other.examples.stream().limit(EXAMPLES - examples.size()).forEach(examples::add);
        }
    }

    void add(Profile customer, Pair.Standings standings) {
        Standing before = standings.live();
        Standing after = standings.other();
        done++;
        if (before.equals(after)) {
            return;
        }
        changed++;
        Identity example = example(customer);
        if (!before.stage().equals(after.stage())) {
            count(stages, new Move(before.stage(), after.stage())).add(example);
        }
        after.offers().stream()
                .filter(offer -> !before.offers().contains(offer))
                .forEach(offer -> count(gained, offer).add(example));
        before.offers().stream()
                .filter(offer -> !after.offers().contains(offer))
                .forEach(offer -> count(lost, offer).add(example));
        Set<String> placements = new TreeSet<>(before.best().keySet());
        placements.addAll(after.best().keySet());
        for (String placement : placements) {
            String from = before.best().get(placement);
            String to = after.best().get(placement);
            if (!Objects.equals(from, to)) {
                count(tops, new Top(placement, from, to)).add(example);
            }
        }
    }

    /** Neither an e-mail address nor a telephone number leaves in a list of examples. */
    private static @Nullable Identity example(Profile customer) {
        return customer.identities().stream()
                .filter(identity -> SHOWN.contains(identity.namespace()))
                .min(Comparator.comparing(Identity::namespace).thenComparing(Identity::id))
                .orElse(null);
    }

    private static <K> Count count(Map<K, Count> counts, K key) {
        return counts.computeIfAbsent(key, none -> new Count());
    }

    void add(Tally other) {
        done += other.done;
        changed += other.changed;
        other.stages.forEach((key, count) -> count(stages, key).add(count));
        other.gained.forEach((key, count) -> count(gained, key).add(count));
        other.lost.forEach((key, count) -> count(lost, key).add(count));
        other.tops.forEach((key, count) -> count(tops, key).add(count));
    }

    long done() {
        return done;
    }

    long changed() {
        return changed;
    }

    List<StageMove> stages() {
        return stages.entrySet().stream()
                .map(entry -> new StageMove(
                        entry.getKey().from(),
                        entry.getKey().to(),
                        entry.getValue().customers,
                        List.copyOf(entry.getValue().examples)))
                .sorted(Comparator.comparingLong(StageMove::customers)
                        .reversed()
                        .thenComparing(StageMove::from)
                        .thenComparing(StageMove::to))
                .toList();
    }

    List<OfferChange> offers() {
        Set<String> ids = new TreeSet<>(gained.keySet());
        ids.addAll(lost.keySet());
        return ids.stream()
                .map(offer -> {
                    Count more = gained.getOrDefault(offer, new Count());
                    Count less = lost.getOrDefault(offer, new Count());
                    return new OfferChange(
                            offer,
                            more.customers,
                            less.customers,
                            List.copyOf(more.examples),
                            List.copyOf(less.examples));
                })
                .toList();
    }

    List<TopChange> topOffers() {
        return tops.entrySet().stream()
                .map(entry -> new TopChange(
                        entry.getKey().placement(),
                        entry.getKey().from(),
                        entry.getKey().to(),
                        entry.getValue().customers,
                        List.copyOf(entry.getValue().examples)))
                .sorted(Comparator.comparingLong(TopChange::customers)
                        .reversed()
                        .thenComparing(TopChange::placement)
                        .thenComparing(top -> String.valueOf(top.from()))
                        .thenComparing(top -> String.valueOf(top.to())))
                .toList();
    }
}
