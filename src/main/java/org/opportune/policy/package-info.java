/**
 * Candidates and all that is known of the customer and the moment come in; for each candidate a verdict goes out: kept, or suppressed with its reasons. It must not know which candidate is better, nor bring back what
 * another step left out: its rules have one verb, which suppresses, and its invariants hold whatever rules say. Rules live in {@code rules/policy/}; how often somebody was contacted comes to them as features of the customer.
 */
@NullMarked
package org.opportune.policy;

import org.jspecify.annotations.NullMarked;
