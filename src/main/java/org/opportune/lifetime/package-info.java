/**
 * When customers bought and for how much comes in; how many of them are still customers, how often they will buy and what that is worth comes out, by models fitted to all of them.
 * It must not know a customer, an event or a database. {@code docs/statistics.md} says what the figures mean.
 */
@NullMarked
package org.opportune.lifetime;

import org.jspecify.annotations.NullMarked;
