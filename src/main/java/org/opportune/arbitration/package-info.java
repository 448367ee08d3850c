/**
 * Candidates come in; for each placement a ranking goes out, with a score made of named parts. An offer stands in one placement only.
 * It must not know the customer. In this version the score is the offer's value, which stands in {@code rules/offers/offers.csv}, times
 * the levers of {@code rules/arbitration/weights.csv}.
 */
@NullMarked
package org.opportune.arbitration;

import org.jspecify.annotations.NullMarked;
