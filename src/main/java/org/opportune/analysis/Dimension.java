package org.opportune.analysis;

import org.opportune.model.Condition;
import org.opportune.model.Term;
import org.opportune.model.Term.Ref;

/**
 * What rules can differ by. Each stands for itself, so that a rule is a set of boxes; two that depend on each other (a text, and how it begins) are treated
 * as if they did not. What is found empty or covered is so in truth; what is not found may be.
 */
sealed interface Dimension {
    /** The value of a property; of a set, only whether it is known. */
    record Property(Ref ref) implements Dimension {}

    /** Whether a set has a member. */
    record Member(Ref set, String member) implements Dimension {}

    /** Which of two terms is more: negative, zero or positive. Without meaning where one of them is unknown. */
    record Order(Term left, Term right) implements Dimension {}

    /** Whether a test that is not understood any further holds. Without meaning where a value it reads is unknown. */
    record Test(Condition test) implements Dimension {}
}
