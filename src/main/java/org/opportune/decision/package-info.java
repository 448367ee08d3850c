/**
 * A request, the customer's snapshot and what is paused come in; the answer goes out: stage, segments, scores and ranked offers, with reasons. {@link org.opportune.decision.DecisionFlow} is the way of a decision, a line a step.
 * It must not read a clock, a database or the network. It has no rules of its own.
 */
@NullMarked
package org.opportune.decision;

import org.jspecify.annotations.NullMarked;
