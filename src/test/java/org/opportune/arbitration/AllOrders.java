package org.opportune.arbitration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.opportune.catalogue.Catalogue.Offer;

/** Every order of the candidates of every placement, with its probability by the definition, and what becomes of it. */
final class AllOrders {
    private final Map<String, Double> after = new HashMap<>();
    private final Map<String, Double> before = new HashMap<>();
    private final List<Ranked> candidates;
    private final Map<String, Integer> limits;
    private final double temperature;

    AllOrders(List<Ranked> candidates, Map<String, Integer> limits, double share, double temperature) {
        this.candidates = candidates;
        this.limits = limits;
        this.temperature = temperature;
        List<String> placements = List.copyOf(limits.keySet());
        each(placements, 0, new ArrayList<>(), share, this::count);
        List<List<Ranked>> best = new ArrayList<>();
        placements.forEach(placement -> best.add(Arbitration.sorted(candidates, placement)));
        count(best, 1 - share);
    }

    Map<String, Double> after() {
        return after;
    }

    Map<String, Double> before() {
        return before;
    }

    private void count(List<List<Ranked>> orders, double probability) {
        after.merge(ExplorationTest.told(walk(orders)), probability, Double::sum);
        // an answer may hold fewer offers than were asked for, so that an order counts for each of its beginnings
        beginnings(orders, 0, "", answer -> before.merge(answer, probability, Double::sum));
    }

    private void beginnings(List<List<Ranked>> orders, int placement, String told, Consumer<String> then) {
        if (placement == orders.size()) {
            then.accept(told);
            return;
        }
        List<Ranked> order = orders.get(placement);
        int limit = List.copyOf(limits.values()).get(placement);
        for (int length = 0; length <= Math.min(limit, order.size()); length++) {
            String first = order.subList(0, length).stream()
                    .map(ExplorationTest::told)
                    .toList()
                    .toString();
            beginnings(orders, placement + 1, told + first, then);
        }
    }

    private Map<String, List<Ranked>> walk(List<List<Ranked>> orders) {
        Map<String, List<Ranked>> ranking = new LinkedHashMap<>();
        List<Offer> taken = new ArrayList<>();
        int placement = 0;
        for (Map.Entry<String, Integer> limit : limits.entrySet()) {
            List<Ranked> chosen = new ArrayList<>();
            for (Ranked ranked : orders.get(placement++)) {
                Offer offer = ranked.candidate().offer();
                boolean goes = taken.stream()
                                .noneMatch(one -> one.id().equals(offer.id())
                                        || (one.exclusionGroup() != null
                                                && one.exclusionGroup().equals(offer.exclusionGroup())))
                        && taken.stream()
                                        .filter(one -> one.campaign().equals(offer.campaign()))
                                        .count()
                                < 2;
                if (goes && chosen.size() < limit.getValue()) {
                    taken.add(offer);
                    chosen.add(ranked);
                }
            }
            ranking.put(limit.getKey(), chosen);
        }
        return ranking;
    }

    private void each(
            List<String> placements,
            int placement,
            List<List<Ranked>> orders,
            double probability,
            BiConsumer<List<List<Ranked>>, Double> then) {
        if (placement == placements.size()) {
            then.accept(orders, probability);
            return;
        }
        List<Ranked> left = candidates.stream()
                .filter(one -> one.candidate().treatment().placement().equals(placements.get(placement)))
                .toList();
        orders(left, new ArrayList<>(), probability, (order, ofIt) -> {
            List<List<Ranked>> more = new ArrayList<>(orders);
            more.add(order);
            each(placements, placement + 1, more, ofIt, then);
        });
    }

    private void orders(
            List<Ranked> left, List<Ranked> order, double probability, BiConsumer<List<Ranked>, Double> then) {
        double all = left.stream().mapToDouble(this::weight).sum();
        if (left.isEmpty() || probability == 0) {
            then.accept(order, probability);
            return;
        }
        for (Ranked one : left) {
            double chance = all > 0 ? weight(one) / all : 1.0 / left.size();
            List<Ranked> rest = new ArrayList<>(left);
            rest.remove(one);
            List<Ranked> longer = new ArrayList<>(order);
            longer.add(one);
            orders(rest, longer, probability * chance, then);
        }
    }

    private double weight(Ranked ranked) {
        return Math.pow(ranked.score(), 1 / temperature);
    }
}
