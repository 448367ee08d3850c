package org.opportune.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.opportune.model.Term.Literal;
import org.opportune.model.Term.Ref;

/**
 * When a rule holds. There is no negation: whoever reads a rule pushes it down to the tests, each of which has its opposite. A test of an unknown value
 * does not hold, nor does its opposite; only {@link Known} tells.
 */
public sealed interface Condition {
    Condition ALWAYS = new All(List.of());
    Condition NEVER = new Any(List.of());

    /** Holds when each part does; without parts, always. Made by {@link #all}, which keeps one form of what means the same. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Holds when a part does; without parts, never. Made by {@link #any}. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** Whether the value is known, or unknown. */
    record Known(Ref ref, boolean known) implements Condition {}

    /** Two numbers, texts, truths, days or times. Where one side is a literal, it is the right one. */
    record Compare(Term left, Operator operator, Term right) implements Condition {}

    /** Whether the value is among the literals, or known and not among them. */
    record In(Ref ref, List<Literal> values, boolean among) implements Condition {
        public In {
            values = List.copyOf(values);
        }
    }

    /** Whether the set has the member, a text literal or a text property; or both are known and it has not. */
    record Contains(Ref set, Term member, boolean has) implements Condition {}

    /** How a text begins, ends, or what it has inside; or does not, being known. */
    record Affix(Ref ref, Where where, String text, boolean does) implements Condition {}

    enum Where {
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS
    }

    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        /** What holds of known values exactly when this does not. */
        public Operator opposite() {
            return switch (this) {
                case EQUAL -> NOT_EQUAL;
                case NOT_EQUAL -> EQUAL;
                case LESS -> AT_LEAST;
                case AT_MOST -> MORE;
                case MORE -> AT_MOST;
                case AT_LEAST -> LESS;
            };
        }

        /** The same comparison with its sides exchanged. */
        public Operator exchanged() {
            return switch (this) {
                case EQUAL, NOT_EQUAL -> this;
                case LESS -> MORE;
                case AT_MOST -> AT_LEAST;
                case MORE -> LESS;
                case AT_LEAST -> AT_MOST;
            };
        }
    }

    /** Flat, each part once, cheap ones first, and without what another part implies of its own values: that they are known. */
    static Condition all(List<Condition> parts) {
        Set<Condition> flat = new LinkedHashSet<>();
        for (Condition part : parts) {
            if (part instanceof All all) {
                flat.addAll(all.parts());
            } else {
                flat.add(part);
            }
        }
        if (flat.contains(NEVER)) {
            return NEVER;
        }
        Set<Ref> known = new LinkedHashSet<>();
        flat.forEach(part -> known.addAll(impliedKnown(part)));
        List<Condition> kept = new ArrayList<>();
        for (Condition part : flat) {
            if (!(part instanceof Known test && test.known() && known.contains(test.ref()))) {
                kept.add(part);
            }
        }
        kept.sort(Comparator.comparingInt(Condition::cost));
        return kept.size() == 1 ? kept.get(0) : new All(kept);
    }

    /** The order of parts: equality is looked up, ranges are compared, and what has parts comes last. */
    private static int cost(Condition part) {
        if (part instanceof Compare compare) {
            boolean literal = compare.right() instanceof Literal && compare.left() instanceof Ref;
            return literal ? compare.operator() == Operator.EQUAL ? 0 : 3 : 4;
        }
        return part instanceof Known ? 1 : part instanceof Any || part instanceof All ? 5 : 2;
    }

    /** Flat, each part once. */
    static Condition any(List<Condition> parts) {
        Set<Condition> flat = new LinkedHashSet<>();
        for (Condition part : parts) {
            if (part instanceof Any any) {
                flat.addAll(any.parts());
            } else {
                flat.add(part);
            }
        }
        if (flat.contains(ALWAYS)) {
            return ALWAYS;
        }
        return flat.size() == 1 ? flat.iterator().next() : new Any(List.copyOf(flat));
    }

    /** What holds of known values exactly when this does not. */
    static Condition opposite(Condition condition) {
        if (condition instanceof All all) {
            return any(all.parts().stream().map(Condition::opposite).toList());
        } else if (condition instanceof Any any) {
            return all(any.parts().stream().map(Condition::opposite).toList());
        } else if (condition instanceof Known known) {
            return new Known(known.ref(), !known.known());
        } else if (condition instanceof In in) {
            return new In(in.ref(), in.values(), !in.among());
        } else if (condition instanceof Contains contains) {
            return new Contains(contains.set(), contains.member(), !contains.has());
        } else if (condition instanceof Affix affix) {
            return new Affix(affix.ref(), affix.where(), affix.text(), !affix.does());
        }
        Compare compare = (Compare) condition;
        return new Compare(compare.left(), compare.operator().opposite(), compare.right());
    }

    /** The properties that a test reads, which are known when it holds; empty for a test of {@link Known} and for what consists of parts. */
    static Set<Ref> impliedKnown(Condition test) {
        Set<Ref> refs = new LinkedHashSet<>();
        if (test instanceof Compare compare) {
            refs(compare.left(), refs);
            refs(compare.right(), refs);
        } else if (test instanceof In in) {
            refs.add(in.ref());
        } else if (test instanceof Contains contains) {
            refs.add(contains.set());
            refs(contains.member(), refs);
        } else if (test instanceof Affix affix) {
            refs.add(affix.ref());
        }
        return refs;
    }

    /** The tests that it is made of. */
    static Stream<Condition> tests(Condition condition) {
        if (condition instanceof All all) {
            return all.parts().stream().flatMap(Condition::tests);
        } else if (condition instanceof Any any) {
            return any.parts().stream().flatMap(Condition::tests);
        }
        return Stream.of(condition);
    }

    /** The properties that a test looks at. */
    static Set<Ref> reads(Condition test) {
        return test instanceof Known known ? Set.of(known.ref()) : impliedKnown(test);
    }

    private static void refs(Term term, Set<Ref> refs) {
        if (term instanceof Ref ref) {
            refs.add(ref);
        } else if (term instanceof Term.Arithmetic arithmetic) {
            refs(arithmetic.left(), refs);
            refs(arithmetic.right(), refs);
        }
    }
}
