/**
 * A classified customer and the offer catalogue come in; candidates go out: each offer that is eligible, applicable and suitable, in each way that a requested placement can show it, with the reasons.
 * It must not know which candidate is better. Its rules live in {@code rules/eligibility/}, its catalogue in {@code rules/offers/}.
 */
@NullMarked
package org.opportune.eligibility;

import org.jspecify.annotations.NullMarked;
