/**
 * Counts, means and variances come in; intervals that hold at any time, alarms and sizes of samples come out. It must not know what was counted, a customer or a database. {@code docs/statistics.md} says what the
 * figures mean.
 */
@NullMarked
package org.opportune.statistics;

import org.jspecify.annotations.NullMarked;
