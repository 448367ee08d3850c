/**
 * Holds caps and budgets for what is answered: a decision reserves, an impression confirms, and what is not confirmed in time is free again. One node counts
 * in memory; {@link org.opportune.reservation.Holds} is all that a decision sees of it, so that several nodes can count elsewhere.
 */
@NullMarked
package org.opportune.reservation;

import org.jspecify.annotations.NullMarked;
