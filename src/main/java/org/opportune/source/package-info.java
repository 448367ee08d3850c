/**
 * Rule files come in, as DRL, sentences or decision tables; rules of the model go out, or everything that is wrong with its place. It must not know the engine
 * that runs rules. Its files are those of {@code rules/classification/}, {@code rules/eligibility/} and {@code rules/language/}.
 */
@NullMarked
package org.opportune.source;

import org.jspecify.annotations.NullMarked;
