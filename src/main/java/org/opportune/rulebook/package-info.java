/**
 * A folder of rule files comes in; a {@link org.opportune.rulebook.Rulebook} sealed under its hash goes out, whose sessions run the rules of one decision.
 * It must not know where customers and events are kept, nor what the steps make of what rules say. It alone imports Drools. Its files are all of {@code rules/}.
 */
@NullMarked
package org.opportune.rulebook;

import org.jspecify.annotations.NullMarked;
