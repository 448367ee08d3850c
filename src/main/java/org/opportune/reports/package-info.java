/**
 * What was stored comes in; the figures that the field asks for go out, each with its definition in {@code docs/reports.md}. It reads over connections of its
 * own, and no decision waits for it. What of customers' events is counted stands in {@code vocabulary.yaml}; their figures are made from nothing else.
 */
@NullMarked
package org.opportune.reports;

import org.jspecify.annotations.NullMarked;
