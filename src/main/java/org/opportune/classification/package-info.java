/**
 * A customer's facts and the context come in; exactly one lifecycle stage, segments and scores go out, each with its reasons.
 * It must not know offers, nor where the facts came from. Its rules live in {@code rules/classification/}.
 */
@NullMarked
package org.opportune.classification;

import org.jspecify.annotations.NullMarked;
