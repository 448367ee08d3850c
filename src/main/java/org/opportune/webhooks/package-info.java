/**
 * Outcomes that were stored and moves between stages come in, in the transactions that store them; out they go as CloudEvents to those who asked for them by a webhook: signed, at least once, and again until
 * they are taken. It must know nothing of how a decision is made, and keep no name of a customer: names are read when an event is sent. What does not arrive stays visible. {@code docs/webhooks.md} is what
 * receivers read.
 */
@NullMarked
package org.opportune.webhooks;

import org.jspecify.annotations.NullMarked;
