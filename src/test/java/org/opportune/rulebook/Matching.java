package org.opportune.rulebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.opportune.model.Condition;
import org.opportune.model.Fact;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.model.Term;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Facts;

/** Customers of whom all is known, near the boundaries that rules draw: some that a rule holds for, and beside each one that is like it but for a value. */
final class Matching {
    private static final int ATTEMPTS = 20_000;

    private final Facts facts;
    private final Random random = new Random(1);
    private final Map<Ref, Set<Object>> boundaries = new HashMap<>();

    Matching(List<Rule> rules, Facts facts) {
        this.facts = facts;
        rules.forEach(rule -> collect(rule.when()));
    }

    /** As many as wanted that the rule holds for, with their neighbours; none when no customer is found, such as of a rule for what is unknown. */
    List<Row> rows(Rule rule, int count) {
        List<Ref> asked = new ArrayList<>();
        refs(rule.when(), asked);
        List<Row> rows = new ArrayList<>();
        Map<Ref, Object> values = new HashMap<>();
        all(values);
        for (int i = 0; i < ATTEMPTS && rows.size() < 2 * count; i++) {
            asked.forEach(ref -> values.put(ref, value(ref)));
            if (Interpreter.holds(rule, row(values))) {
                rows.add(row(values));
                if (!asked.isEmpty()) {
                    Ref changed = asked.get(random.nextInt(asked.size()));
                    values.put(changed, value(changed));
                }
                rows.add(row(values));
                all(values);
            }
        }
        return rows;
    }

    private void all(Map<Ref, Object> values) {
        for (Fact fact : Fact.values()) {
            shape(fact).properties().forEach(property -> {
                Ref ref = new Ref(fact, property.name(), property.type());
                values.put(ref, value(ref));
            });
        }
    }

    /** Mostly where a rule draws a boundary, or beside it. */
    private Object value(Ref ref) {
        FactProperty property = shape(ref.fact()).find(ref.name()).orElseThrow();
        List<Object> known = List.copyOf(boundaries.getOrDefault(ref, Set.of()));
        if (known.isEmpty() || random.nextInt(4) == 0) {
            return Values.value(property, random);
        }
        Object boundary = known.get(random.nextInt(known.size()));
        return boundary instanceof Double number && ref.isNumber() ? number + random.nextInt(3) - 1 : boundary;
    }

    private Row row(Map<Ref, Object> values) {
        return new Row(
                fact(Fact.CUSTOMER, values),
                fact(Fact.CONTEXT, values),
                fact(Fact.CLASSIFICATION, values),
                fact(Fact.OFFER, values));
    }

    private FactValues fact(Fact fact, Map<Ref, Object> values) {
        Map<String, Object> own = new HashMap<>();
        values.forEach((ref, value) -> {
            if (ref.fact() == fact) {
                own.put(ref.name(), value);
            }
        });
        return FactValues.of(shape(fact), own);
    }

    private FactShape shape(Fact fact) {
        return switch (fact) {
            case CUSTOMER -> facts.customer();
            case CONTEXT -> facts.context();
            case CLASSIFICATION -> facts.classification();
            case OFFER -> facts.offer();
        };
    }

    private void collect(Condition condition) {
        if (condition instanceof Condition.All all) {
            all.parts().forEach(this::collect);
        } else if (condition instanceof Condition.Any any) {
            any.parts().forEach(this::collect);
        } else if (condition instanceof Condition.Compare compare
                && compare.left() instanceof Ref ref
                && compare.right() instanceof Term.Literal literal) {
            boundaries.computeIfAbsent(ref, any -> new LinkedHashSet<>()).add(literal.value());
        } else if (condition instanceof Condition.In in) {
            in.values().forEach(literal -> boundaries
                    .computeIfAbsent(in.ref(), any -> new LinkedHashSet<>())
                    .add(literal.value()));
        }
    }

    private static void refs(Condition condition, List<Ref> refs) {
        if (condition instanceof Condition.All all) {
            all.parts().forEach(part -> refs(part, refs));
        } else if (condition instanceof Condition.Any any) {
            any.parts().forEach(part -> refs(part, refs));
        } else if (condition instanceof Condition.Compare compare) {
            refs(compare.left(), refs);
            refs(compare.right(), refs);
        } else if (condition instanceof Condition.In in) {
            refs.add(in.ref());
        } else if (condition instanceof Condition.Contains contains) {
            refs.add(contains.set());
            refs(contains.member(), refs);
        } else if (condition instanceof Condition.Affix affix) {
            refs.add(affix.ref());
        }
    }

    private static void refs(Term term, List<Ref> refs) {
        if (term instanceof Ref ref) {
            refs.add(ref);
        } else if (term instanceof Term.Arithmetic arithmetic) {
            refs(arithmetic.left(), refs);
            refs(arithmetic.right(), refs);
        }
    }
}
