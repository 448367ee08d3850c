/**
 * A rulebook's experiments and who asks come in; out goes in which arms they are, which release decides for them, what that holds back or weighs otherwise, and what the arms came to. It must not know the other steps of a decision, nor read a
 * clock or a random source. Its rules are in {@code rules/experiments.yaml}; {@code docs/statistics.md} says what results mean.
 */
@NullMarked
package org.opportune.experiments;

import org.jspecify.annotations.NullMarked;
