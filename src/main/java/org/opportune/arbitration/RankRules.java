package org.opportune.arbitration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Reason;
import org.opportune.model.Rule;
import org.opportune.model.Said;
import org.opportune.model.Step;
import org.opportune.rulebook.RuleSession;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;

/** What the rules of arbitration say of a candidate. Of several that give a part one number, the first counts: the highest salience, then the order of the rulebook. */
public final class RankRules {
    static final String VALUE = "value";
    static final String PROPENSITY = "propensity";
    private static final Stated NOTHING = new Stated(null, null, 1, Map.of(), List.of(), List.of());
    /** What all weights come to at most, so that no product is infinite. */
    private static final double MOST = 1e9;

    private final Rulebook rulebook;
    private final boolean hasRules;
    private final Map<String, Integer> order = new HashMap<>();

    public RankRules(Rulebook rulebook) {
        this.rulebook = rulebook;
        this.hasRules = rulebook.has(Step.ARBITRATION);
        rulebook.rules().stream()
                .filter(rule -> rule.step() == Step.ARBITRATION)
                .sorted(Comparator.comparingInt(Rule::salience).reversed())
                .forEach(rule -> order.put(rule.name(), order.size()));
    }

    /**
     * What was said.
     *
     * @param value null when no rule gave one
     * @param propensity null when no rule gave one
     * @param weight the product of the weights
     * @param setBy the rules that gave value and propensity
     * @param fired all rules that spoke, by the codes of their names
     */
    public record Stated(
            @Nullable Double value,
            @Nullable Double propensity,
            double weight,
            Map<String, Reason> setBy,
            List<Ranked.Factor> weights,
            List<String> fired) {}

    /** Of a candidate that has these properties. */
    public Stated of(RuleSession session, FactValues offer) {
        List<Said> all = hasRules ? session.fire(Step.ARBITRATION, offer) : List.of();
        if (all.isEmpty()) {
            return NOTHING;
        }
        Said.Value value = null;
        Said.Propensity propensity = null;
        List<Ranked.Factor> weights = new ArrayList<>();
        double weight = 1;
        Set<String> fired = new LinkedHashSet<>();
        for (Said said : all) {
            Reason rule = rulebook.reason(said.rule());
            fired.add(rule.code());
            if (said instanceof Said.Value each && (value == null || isBefore(each, value))) {
                value = each;
            } else if (said instanceof Said.Propensity each && (propensity == null || isBefore(each, propensity))) {
                propensity = each;
            } else if (said instanceof Said.Weight each) {
                weights.add(new Ranked.Factor(each.factor(), new Reason(rule.code(), each.because())));
                weight = Math.min(MOST, weight * each.factor());
            }
        }
        Map<String, Reason> setBy = new TreeMap<>();
        if (value != null) {
            setBy.put(VALUE, rulebook.reason(value.rule()));
        }
        if (propensity != null) {
            setBy.put(PROPENSITY, rulebook.reason(propensity.rule()));
        }
        return new Stated(
                value == null ? null : value.value(),
                propensity == null ? null : propensity.propensity(),
                weight,
                setBy,
                List.copyOf(weights),
                List.copyOf(fired));
    }

    private boolean isBefore(Said one, Said other) {
        return order.getOrDefault(one.rule(), 0) < order.getOrDefault(other.rule(), 0);
    }
}
