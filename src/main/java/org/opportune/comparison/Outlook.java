package org.opportune.comparison;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.opportune.arbitration.Ranked;
import org.opportune.classification.Classification;
import org.opportune.decision.ContextFacts;
import org.opportune.decision.Decider;
import org.opportune.learning.LearnedRates;
import org.opportune.model.Condition;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.In;
import org.opportune.model.Condition.Operator;
import org.opportune.model.Term;
import org.opportune.profile.Profile;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;

/** Says of customers where one rulebook places them and what they may have: at every placement, each by itself. */
public final class Outlook {
    private final Decider decider;
    private final LearnedRates rates;
    /** By a channel that stands for all channels between which no rule can tell. */
    private final Map<String, List<String>> placements = new LinkedHashMap<>();

    /** @param rates by which it ranks what no rule says how likely it is accepted */
    public Outlook(Decider decider, LearnedRates rates) {
        this.decider = decider;
        this.rates = rates;
        Rulebook rulebook = decider.rulebook();
        Optional<Set<String>> told = channelsTold(rulebook);
        String other = rulebook.vocabulary().channels().keySet().stream()
                .filter(channel -> told.isPresent() && !told.get().contains(channel))
                .findFirst()
                .orElse("");
        rulebook.vocabulary().placements().forEach((id, placement) -> {
            boolean isTold = told.isEmpty() || told.get().contains(placement.channel());
            placements
                    .computeIfAbsent(isTold ? placement.channel() : other, channel -> new ArrayList<>())
                    .add(id);
        });
    }

    /** The channels that rules name; empty when a rule looks at channels in another way than by their names. */
    private static Optional<Set<String>> channelsTold(Rulebook rulebook) {
        Set<String> told = new HashSet<>();
        List<Condition> tests = rulebook.rules().stream()
                .flatMap(rule -> Condition.tests(rule.when()))
                .filter(test -> Condition.reads(test).stream().anyMatch(ContextFacts::isChannel))
                .toList();
        for (Condition test : tests) {
            if (test instanceof In in) {
                texts(in.values().stream()).forEach(told::add);
            } else if (test instanceof Compare compare
                    && compare.right() instanceof Term.Literal literal
                    && (compare.operator() == Operator.EQUAL || compare.operator() == Operator.NOT_EQUAL)) {
                texts(Stream.of(literal)).forEach(told::add);
            } else if (!(test instanceof Condition.Known)) {
                return Optional.empty();
            }
        }
        return Optional.of(told);
    }

    private static Stream<String> texts(Stream<Term.Literal> literals) {
        return literals.map(literal -> String.valueOf(literal.value()));
    }

    /**
     * What one customer may have.
     *
     * @param offers all of them, wherever
     * @param best by placement, where there is one
     */
    public record Standing(String stage, Set<String> offers, Map<String, String> best) {}

    /** What a customer may have at an instant. */
    public Standing of(Profile profile, Instant at) {
        Snapshot snapshot = snapshot(profile, at);
        return of(snapshot, classify(snapshot));
    }

    Snapshot snapshot(Profile profile, Instant at) {
        return decider.snapshots().of(profile, at);
    }

    Classification classify(Snapshot snapshot) {
        return decider.flow().classify(snapshot);
    }

    Standing of(Snapshot snapshot, Classification classification) {
        Set<String> offers = new HashSet<>();
        Map<String, String> best = new HashMap<>();
        decider.flow().prospects(snapshot, classification, placements, rates).forEach((placement, ranking) -> {
            for (Ranked ranked : ranking) {
                offers.add(ranked.candidate().offer().id());
            }
            if (!ranking.isEmpty()) {
                best.put(placement, ranking.get(0).candidate().offer().id());
            }
        });
        return new Standing(classification.stage(), offers, best);
    }
}
