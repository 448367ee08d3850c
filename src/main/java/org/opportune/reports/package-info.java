/**
 * What was stored comes in; the figures that the field asks for go out, each with its definition in {@code docs/reports.md}. It reads over connections of its
 * own, and no decision waits for it.
 */
@NullMarked
package org.opportune.reports;

import org.jspecify.annotations.NullMarked;
