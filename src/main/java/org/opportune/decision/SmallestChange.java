package org.opportune.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Condition;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.profile.Snapshot;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;

/**
 * Looks for the smallest change of facts with which an offer passes its questions, and no rule of policy holds it back: one fact before two, the cheapest
 * first, and each is tried by the interpreter; what passes is decided again. Bounded, so that a rulebook of thousands of rules is answered too.
 */
final class SmallestChange {
    static final int MOST_CHANGES = 5;
    private static final int MOST_TRIED = 400;
    private static final int MOST_DECIDED = 20;
    private static final int MOST_RULES = 50;

    private final DecisionFlow flow;
    private final Ways ways;
    private final Changeable changeable;
    private final State state;
    private final Holds holds;
    private final @Nullable Long seed;
    private final OfferRules rules;
    private final PolicyRules policy;

    SmallestChange(Decider decider, State state, Holds holds, @Nullable Long seed, OfferRules rules) {
        Rulebook rulebook = decider.rulebook();
        this.flow = decider.flow();
        this.ways = new Ways(rulebook);
        this.changeable = new Changeable(rulebook.vocabulary());
        this.state = state;
        this.holds = holds;
        this.seed = seed;
        this.rules = rules;
        this.policy = new PolicyRules(rulebook);
    }

    /** A change, and what is decided with it. */
    record Found(Altered altered, Decision decision) {}

    /** What would have to hold, of that row. */
    private record Missing(Condition condition, Row row) {}

    /** For an offer that is no candidate to become one; null when none was found. */
    @Nullable
    Found of(Altered start) {
        return of(start, List.of());
    }

    /**
     * For a candidate that rules of policy hold back to be kept by them in one of the ways of showing it; null when none was found.
     *
     * @param held what rules see of the offer, in each of these ways
     */
    @Nullable
    Found ofHeldBack(Altered start, List<FactValues> held) {
        return of(start, held);
    }

    private @Nullable Found of(Altered start, List<FactValues> held) {
        List<List<Rule>> asked = nearest(flow.row(start.request(), start.snapshot()));
        PriorityQueue<Altered> waiting = new PriorityQueue<>(
                Comparator.<Altered>comparingInt(altered -> altered.changes().size())
                        .thenComparingDouble(Altered::cost)
                        .thenComparing(altered -> altered.key().toString()));
        Set<Map<?, ?>> seen = new HashSet<>();
        waiting.add(start);
        int decided = 0;
        for (int tried = 0; tried < MOST_TRIED && decided < MOST_DECIDED && !waiting.isEmpty(); tried++) {
            Altered altered = waiting.remove();
            Snapshot snapshot = altered.snapshot();
            Row row = flow.row(altered.request(), snapshot);
            List<Missing> missing = missing(asked, held, row);
            if (missing.isEmpty()) {
                Found found = decided(altered, held);
                if (found != null) {
                    return leanest(found, held);
                }
                decided++;
            }
            for (Missing one : missing) {
                for (Change change : ways.to(one.condition(), one.row(), altered)) {
                    for (Altered next : altered.ways(change)) {
                        if (next.changes().size() <= MOST_CHANGES
                                && changeable.may(next.changes())
                                && seen.add(next.key())) {
                            waiting.add(next);
                        }
                    }
                }
            }
        }
        return null;
    }

    /** Null when it is not enough. */
    private @Nullable Found decided(Altered altered, List<FactValues> held) {
        Decision decision = flow.decide(altered.request(), altered.snapshot(), state, holds, seed);
        boolean isEnough = held.isEmpty() ? rules.isCandidate(decision) : rules.isKeptByRules(decision);
        return isEnough ? new Found(altered, decision) : null;
    }

    /** Without the facts that others, which were missed later, make needless. */
    private Found leanest(Found found, List<FactValues> held) {
        for (Change change : found.altered().changes()) {
            Found without = decided(found.altered().without(change), held);
            if (without != null) {
                return leanest(without, held);
            }
        }
        return found;
    }

    /** Of each question the rules of which least is missing. */
    private List<List<Rule>> nearest(Row row) {
        return rules.byQuestion().values().stream()
                .map(answers -> answers.stream()
                        .sorted(Comparator.comparingLong(rule -> missing(rule, row)))
                        .limit(MOST_RULES)
                        .toList())
                .toList();
    }

    static long missing(Rule rule, Row row) {
        List<Condition> parts = OfferRules.parts(rule);
        return parts.stream().filter(part -> !Interpreter.holds(part, row)).count();
    }

    /** Of several one is enough; none when nothing is missing. */
    private List<Missing> missing(List<List<Rule>> asked, List<FactValues> held, Row row) {
        List<Missing> missing = new ArrayList<>();
        failing(asked, row).forEach(rule -> missing.add(new Missing(rule.when(), row)));
        if (!missing.isEmpty()) {
            return missing;
        }
        for (FactValues offer : held) {
            List<Rule> against = policy.against(offer, row);
            if (against.isEmpty()) {
                return List.of();
            }
            Condition released = Condition.opposite(against.get(0).when());
            missing.add(new Missing(released, PolicyRules.with(offer, row)));
        }
        return missing;
    }

    /** The rules of the first question that none of them answers; none when each is answered. */
    private static List<Rule> failing(List<List<Rule>> asked, Row row) {
        return asked.stream()
                .filter(answers -> answers.stream().noneMatch(rule -> Interpreter.holds(rule, row)))
                .findFirst()
                .orElse(List.of());
    }
}
