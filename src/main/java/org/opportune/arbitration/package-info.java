/**
 * The candidates that policy kept come in; for each placement a ranking goes out, with a score made of named parts: propensity, value, weight and lever. An offer stands in one placement only.
 * Where the rulebook explores, a seed draws the ranking, and each choice has its probability.
 * It must not know the customer but by what rules say, nor bring back a candidate. Its rules and its levers live in {@code rules/arbitration/}, the prior of its propensities in {@code rules/rulebook.yaml},
 * the values in {@code rules/offers/offers.csv}.
 */
@NullMarked
package org.opportune.arbitration;

import org.jspecify.annotations.NullMarked;
