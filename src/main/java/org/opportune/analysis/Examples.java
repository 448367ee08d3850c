package org.opportune.analysis;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Member;
import org.opportune.analysis.Dimension.Order;
import org.opportune.analysis.Dimension.Property;
import org.opportune.analysis.Dimension.Test;
import org.opportune.model.Condition;
import org.opportune.model.Fact;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactValues;

/** Finds a customer in a box. No example is given before the interpreter has agreed; where tests are not understood, some tries may find none. */
final class Examples {
    private static final int TRIES = 300;
    private static final int SEED = 7;

    private final Space space;
    private final Histories histories;
    private final Points points;
    private final Map<Fact, Map<String, @Nullable Object>> usual = new EnumMap<>(Fact.class);

    Examples(Space space, Histories histories) {
        this.space = space;
        this.histories = histories;
        this.points = new Points(space);
        for (Fact fact : Fact.values()) {
            Map<String, @Nullable Object> values = new HashMap<>();
            for (FactProperty property : space.shape(fact).properties()) {
                if (property.alwaysKnown()) {
                    Ref ref = new Ref(fact, property.name(), property.type());
                    values.put(
                            property.name(),
                            points.of(Box.everything(space), ref).get(0));
                }
            }
            usual.put(fact, values);
        }
    }

    /** A customer in the box for whom all the rules hold, in words, with a history that there can be; null when none was found. */
    @Nullable
    String of(Box box, Rule... holding) {
        Map<Ref, List<@Nullable Object>> choices = new LinkedHashMap<>();
        long all = 1;
        for (Ref ref : refs(box)) {
            List<@Nullable Object> some = points.of(box, ref);
            choices.put(ref, some);
            all = Math.min(TRIES, all * some.size());
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < all; i++) {
            Map<Ref, @Nullable Object> values = new LinkedHashMap<>();
            int rest = i;
            for (Map.Entry<Ref, List<@Nullable Object>> choice : choices.entrySet()) {
                List<@Nullable Object> of = choice.getValue();
                int chosen = all < TRIES || i == 0 ? rest % of.size() : random.nextInt(of.size());
                rest /= of.size();
                values.put(choice.getKey(), of.get(chosen));
            }
            if (isOne(values, holding)) {
                return Words.example(plainer(values, choices, holding));
            }
        }
        return null;
    }

    private boolean isOne(Map<Ref, @Nullable Object> values, Rule... holding) {
        Row row = row(values);
        return row != null && Arrays.stream(holding).allMatch(rule -> Interpreter.holds(rule, row));
    }

    /** The same customer with what a person would choose first, wherever that changes nothing. */
    private Map<Ref, @Nullable Object> plainer(
            Map<Ref, @Nullable Object> values, Map<Ref, List<@Nullable Object>> choices, Rule... holding) {
        Map<Ref, @Nullable Object> plain = new LinkedHashMap<>(values);
        choices.forEach((ref, of) -> {
            for (Object value : of) {
                Object before = plain.put(ref, value);
                if (Objects.equals(before, value) || isOne(plain, holding)) {
                    return;
                }
                plain.put(ref, before);
            }
        });
        return plain;
    }

    private Set<Ref> refs(Box box) {
        Set<Ref> refs = new LinkedHashSet<>();
        for (int number : box.dimensions()) {
            Dimension dimension = space.dimension(number);
            if (dimension instanceof Property property) {
                refs.add(property.ref());
            } else if (dimension instanceof Member member) {
                refs.add(member.set());
            } else if (dimension instanceof Order order) {
                refs.addAll(Regions.refs(order));
            } else if (dimension instanceof Test test) {
                refs.addAll(Condition.impliedKnown(test.test()));
            }
        }
        return refs;
    }

    private @Nullable Row row(Map<Ref, @Nullable Object> values) {
        Map<Fact, Map<String, @Nullable Object>> chosen = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            chosen.put(fact, new HashMap<>());
        }
        values.forEach(
                (ref, value) -> chosen.getOrDefault(ref.fact(), new HashMap<>()).put(ref.name(), value));
        Map<String, @Nullable Object> customer = chosen.getOrDefault(Fact.CUSTOMER, new HashMap<>());
        if (!histories.complete(customer, Set.copyOf(customer.keySet()))) {
            return null;
        }
        return new Row(
                fact(chosen, Fact.CUSTOMER),
                fact(chosen, Fact.CONTEXT),
                fact(chosen, Fact.CLASSIFICATION),
                fact(chosen, Fact.OFFER));
    }

    private FactValues fact(Map<Fact, Map<String, @Nullable Object>> chosen, Fact fact) {
        Map<String, @Nullable Object> values = new HashMap<>(usual.getOrDefault(fact, Map.of()));
        values.putAll(chosen.getOrDefault(fact, Map.of()));
        return FactValues.of(space.shape(fact), values);
    }
}
