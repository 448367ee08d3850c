package org.opportune.source;

import java.util.List;
import java.util.stream.Stream;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Canonical;
import org.opportune.model.Condition;
import org.opportune.model.Condition.All;
import org.opportune.model.Condition.Any;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Term;

/** Bounds what a rule costs to compile and to run, before the engine sees it. */
final class RuleCost {
    private static final int MOST_BRANCHES = 64;
    private static final int MOST_COMPARISONS = 200;
    private static final double MOST_READINGS = 10_000;

    private RuleCost() {}

    static void check(Condition condition, Place place, Findings findings) {
        int branches = branches(condition);
        int comparisons = comparisons(condition);
        if (branches > MOST_BRANCHES) {
            refuse(
                    "has " + branches + " alternatives; at most " + MOST_BRANCHES
                            + " are allowed. Use 'in', or write several rules",
                    place,
                    findings);
        } else if (comparisons > MOST_COMPARISONS) {
            refuse(
                    "has " + comparisons + " comparisons; at most " + MOST_COMPARISONS
                            + " are allowed. Use 'in' or 'not in', or write several rules",
                    place,
                    findings);
        } else if (readings(condition, 0, false) > MOST_READINGS) {
            refuse("has too many brackets within brackets; write several rules, or declare a feature", place, findings);
        }
    }

    private static void refuse(String what, Place place, Findings findings) {
        findings.in(Kind.TOO_COMPLEX, place, "the rule " + what);
    }

    private static int branches(Condition condition) {
        int own = condition instanceof Any any ? any.parts().size() : 0;
        return own + parts(condition).stream().mapToInt(RuleCost::branches).sum();
    }

    private static int comparisons(Condition condition) {
        boolean isTest = !(condition instanceof All || condition instanceof Any);
        return isTest
                ? 1
                : parts(condition).stream().mapToInt(RuleCost::comparisons).sum();
    }

    private static List<Condition> parts(Condition condition) {
        return condition instanceof All all ? all.parts() : condition instanceof Any any ? any.parts() : List.of();
    }

    /**
     * How often the engine's parser reads the tests: it goes back at each bracket, so that every bracket around a test doubles the time, and twelve of them
     * take it seconds.
     *
     * @param brackets that stand around it in canonical DRL
     */
    private static double readings(Condition condition, int brackets, boolean inAll) {
        if (condition instanceof All || condition instanceof Any) {
            int within = condition instanceof Any && inAll ? brackets + 1 : brackets;
            return parts(condition).stream()
                    .mapToDouble(part -> readings(part, within, condition instanceof All))
                    .sum();
        }
        int sums = condition instanceof Compare compare
                ? Math.max(brackets(compare.left()), brackets(compare.right()))
                : 0;
        return Math.pow(2, brackets + sums);
    }

    private static int brackets(Term term) {
        if (!(term instanceof Term.Arithmetic arithmetic)) {
            return 0;
        }
        return Stream.of(arithmetic.left(), arithmetic.right())
                .mapToInt(operand -> brackets(operand) + (Canonical.isBracketed(arithmetic, operand) ? 1 : 0))
                .max()
                .orElse(0);
    }
}
