package org.opportune.experiments;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A customer's part in an experiment, as it is stored.
 *
 * @param since their first decision in it
 * @param until what they did counts
 * @param value in the base currency
 */
public record HeldParticipation(
        String experiment, String arm, Instant since, Instant until, int conversions, BigDecimal value) {}
