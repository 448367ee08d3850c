package org.opportune.decision;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.brakes.Paused;
import org.opportune.model.Condition;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.profile.Snapshot;
import org.opportune.reservation.Holds;
import org.opportune.rulebook.Rulebook;

/**
 * Looks for the smallest change of facts with which an offer passes its questions: the cheapest first, a fact after the other, and each is tried by the
 * interpreter; what passes is decided again. Bounded, so that a rulebook of thousands of rules is answered too.
 */
final class SmallestChange {
    static final int MOST_CHANGES = 5;
    private static final int MOST_TRIED = 400;
    private static final int MOST_DECIDED = 20;
    private static final int MOST_RULES = 50;

    private final DecisionFlow flow;
    private final Ways ways;
    private final Changeable changeable;
    private final Paused paused;
    private final Holds holds;
    private final @Nullable Long seed;
    private final OfferRules rules;

    SmallestChange(Decider decider, Paused paused, Holds holds, @Nullable Long seed, OfferRules rules) {
        Rulebook rulebook = decider.rulebook();
        this.flow = decider.flow();
        this.ways = new Ways(rulebook);
        this.changeable = new Changeable(rulebook.vocabulary());
        this.paused = paused;
        this.holds = holds;
        this.seed = seed;
        this.rules = rules;
    }

    /** A change, and what is decided with it. */
    record Found(Altered altered, Decision decision) {}

    /** Null when none was found. */
    @Nullable
    Found of(Altered start) {
        List<List<Rule>> asked = nearest(flow.row(start.request(), start.snapshot()));
        PriorityQueue<Altered> waiting = new PriorityQueue<>(Comparator.comparingDouble(Altered::cost)
                .thenComparing(altered -> altered.key().toString()));
        Set<Map<?, ?>> seen = new HashSet<>();
        waiting.add(start);
        int decided = 0;
        for (int tried = 0; tried < MOST_TRIED && decided < MOST_DECIDED && !waiting.isEmpty(); tried++) {
            Altered altered = waiting.remove();
            Snapshot snapshot = altered.snapshot();
            Row row = flow.row(altered.request(), snapshot);
            List<Rule> failing = failing(asked, row);
            if (failing.isEmpty()) {
                Decision decision = flow.decide(altered.request(), snapshot, paused, holds, seed);
                if (rules.isCandidate(decision)) {
                    return new Found(altered, decision);
                }
                decided++;
            }
            for (Rule rule : failing) {
                for (Change change : ways.to(rule.when(), row, snapshot.zone())) {
                    Altered next = altered.with(change);
                    if (next.changes().size() <= MOST_CHANGES
                            && changeable.may(next.changes())
                            && seen.add(next.key())) {
                        waiting.add(next);
                    }
                }
            }
        }
        return null;
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

    /** The rules of the first question that none of them answers; none when each is answered. */
    private static List<Rule> failing(List<List<Rule>> asked, Row row) {
        return asked.stream()
                .filter(answers -> answers.stream().noneMatch(rule -> Interpreter.holds(rule, row)))
                .findFirst()
                .orElse(List.of());
    }
}
