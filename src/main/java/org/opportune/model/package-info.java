/**
 * What a rule means: a formula over one row, and what is said when it holds. It comes from the sources, is interpreted here (the reference meaning), and is
 * printed as canonical DRL. It must not know how rules are written, nor the engine that runs them.
 */
@NullMarked
package org.opportune.model;

import org.jspecify.annotations.NullMarked;
