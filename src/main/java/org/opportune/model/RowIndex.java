package org.opportune.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Condition.All;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.In;
import org.opportune.model.Condition.Operator;
import org.opportune.model.Term.Literal;
import org.opportune.model.Term.Ref;

/**
 * Many rules that differ in a few values, as the rows of a large table do: looked up by a value that they require instead of being tried one by one.
 * It means what {@link Interpreter} means.
 */
public final class RowIndex {
    public static final RowIndex EMPTY = new RowIndex(List.of());

    private final Map<Ref, Map<Object, List<Entry>>> keyed = new HashMap<>();
    private final List<Entry> others = new ArrayList<>();

    private record Entry(int order, Rule rule) {}

    public RowIndex(List<Rule> rules) {
        List<Rule> bySalience = new ArrayList<>(rules);
        bySalience.sort(Comparator.comparingInt(Rule::salience).reversed());
        Map<Ref, Set<Object>> spread = new HashMap<>();
        bySalience.forEach(rule -> required(rule.when())
                .forEach((ref, values) ->
                        spread.computeIfAbsent(ref, key -> new HashSet<>()).addAll(values)));
        for (int i = 0; i < bySalience.size(); i++) {
            Entry entry = new Entry(i, bySalience.get(i));
            Map<Ref, Collection<Object>> required = required(entry.rule().when());
            Ref key = best(required.keySet(), spread);
            if (key == null) {
                others.add(entry);
            } else {
                Map<Object, List<Entry>> byValue = keyed.computeIfAbsent(key, ref -> new HashMap<>());
                required.getOrDefault(key, List.of())
                        .forEach(value -> byValue.computeIfAbsent(value, any -> new ArrayList<>())
                                .add(entry));
            }
        }
    }

    /** The property with the most different values tells rules apart best; of equals, the first by name. */
    private static @Nullable Ref best(Set<Ref> refs, Map<Ref, Set<Object>> spread) {
        return refs.stream()
                .max(Comparator.<Ref>comparingInt(
                                ref -> spread.getOrDefault(ref, Set.of()).size())
                        .thenComparing(Ref::toString, Comparator.reverseOrder()))
                .orElse(null);
    }

    /** The values of which a row must have one for the condition to hold, by property. */
    private static Map<Ref, Collection<Object>> required(Condition condition) {
        Map<Ref, Collection<Object>> required = new HashMap<>();
        for (Condition part : condition instanceof All all ? all.parts() : List.of(condition)) {
            if (part instanceof Compare compare
                    && compare.operator() == Operator.EQUAL
                    && compare.left() instanceof Ref ref
                    && compare.right() instanceof Literal literal) {
                required.put(ref, List.of(literal.value()));
            } else if (part instanceof In in && in.among()) {
                required.putIfAbsent(
                        in.ref(),
                        in.values().stream().map(Literal::value).distinct().toList());
            }
        }
        return required;
    }

    /** What the rules say of a row. */
    public List<Said> run(Row row) {
        List<Entry> holding = new ArrayList<>();
        keyed.forEach((ref, byValue) -> {
            Object value = Interpreter.value(ref, row);
            if (value != null) {
                collect(byValue.getOrDefault(value, List.of()), row, holding);
            }
        });
        collect(others, row, holding);
        if (holding.isEmpty()) {
            return List.of();
        }
        holding.sort(Comparator.comparingInt(Entry::order));
        Set<String> groups = new HashSet<>();
        List<Said> said = new ArrayList<>();
        for (Entry entry : holding) {
            String group = entry.rule().group();
            if (group == null || groups.add(group)) {
                for (Say say : entry.rule().then()) {
                    said.add(Interpreter.said(entry.rule(), say, row));
                }
            }
        }
        return said;
    }

    private static void collect(List<Entry> entries, Row row, List<Entry> holding) {
        for (Entry entry : entries) {
            if (Interpreter.holds(entry.rule(), row)) {
                holding.add(entry);
            }
        }
    }
}
