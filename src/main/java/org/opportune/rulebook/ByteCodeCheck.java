package org.opportune.rulebook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.opportune.model.Step;

/**
 * Judges the classes that the engine generated, before any of them is loaded: each may refer only to {@link EngineList}, to the getters of its rows, to
 * its verbs and to its fellows, and has no loop, recursion, handler, lock or native method. Whatever the texts were, nothing else runs.
 */
final class ByteCodeCheck {
    private final EngineList list;
    private final Set<String> getters = new HashSet<>();
    private final Set<String> rows = new HashSet<>();

    /**
     * Something that generated code must not have.
     *
     * @param rule the name of the rule that it was generated from; null when it cannot be told
     */
    record Violation(String type, @Nullable String rule, String what) {}

    ByteCodeCheck(EngineList list, Map<Step, RowShape> rows) {
        this.list = list;
        rows.forEach((step, shape) -> {
            String owner = RowClasses.name(step).replace('.', '/');
            this.rows.add(owner);
            shape.columns()
                    .forEach(column -> getters.add(owner + "." + RowClasses.getter(column.name()) + " ()"
                            + column.type().descriptorString()));
        });
    }

    boolean isMember(String member) {
        return getters.contains(member) || list.called().contains(member);
    }

    boolean isType(String name) {
        return rows.contains(name) || list.seen().contains(name.replace('/', '.'));
    }

    /** Of classes by their internal names. */
    List<Violation> check(Map<String, byte[]> classes) {
        List<Violation> violations = new ArrayList<>();
        Map<String, String> rules = new HashMap<>();
        Map<String, Set<String>> calls = new TreeMap<>();
        for (Map.Entry<String, byte[]> each : new TreeMap<>(classes).entrySet()) {
            String name = each.getKey();
            List<String> wrong = new ArrayList<>();
            boolean inPlace = false;
            for (Step step : Step.values()) {
                inPlace |= name.startsWith(step.packageName().replace('.', '/') + "/");
            }
            if (!inPlace) {
                wrong.add("a class of the name " + name);
            }
            References references = new References(this, classes.keySet(), wrong::add, rules, calls);
            ClassVisitor visitor = new CheckedClass(name, references, wrong::add);
            new ClassReader(each.getValue()).accept(visitor, 0);
            wrong.forEach(what -> violations.add(new Violation(name, null, what)));
        }
        calls.forEach((caller, callees) -> callees.stream()
                .filter(callee -> !calls.containsKey(callee))
                .forEach(callee ->
                        violations.add(new Violation(owner(caller), null, "a use of the inherited " + callee))));
        recursive(calls)
                .forEach(method ->
                        violations.add(new Violation(owner(method), null, "a method that calls itself: " + method)));
        return violations.stream()
                .map(found -> new Violation(found.type(), rules.get(found.type()), found.what()))
                .toList();
    }

    private static String owner(String member) {
        return member.substring(0, member.indexOf('.'));
    }

    /** The methods that can reach themselves, and what they alone reach. */
    private static Set<String> recursive(Map<String, Set<String>> calls) {
        Map<String, Integer> callers = new HashMap<>();
        calls.values().forEach(callees -> callees.forEach(callee -> callers.merge(callee, 1, Integer::sum)));
        Set<String> left = new HashSet<>(calls.keySet());
        Deque<String> free = new ArrayDeque<>();
        left.stream().filter(method -> !callers.containsKey(method)).forEach(free::add);
        while (!free.isEmpty()) {
            String method = free.remove();
            left.remove(method);
            for (String callee : calls.getOrDefault(method, Set.of())) {
                if (callers.merge(callee, -1, Integer::sum) == 0 && left.contains(callee)) {
                    free.add(callee);
                }
            }
        }
        return left;
    }
}
