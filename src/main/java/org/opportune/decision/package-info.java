/**
 * A request, the customer's snapshot, what is paused and a seed come in; the answer goes out: stage, segments, scores and ranked offers, with reasons. {@link org.opportune.decision.DecisionFlow} is the way of a decision, a line a step.
 * It must not read a clock, a database, a random source or the network. It has no rules of its own.
 */
@NullMarked
package org.opportune.decision;

import org.jspecify.annotations.NullMarked;
