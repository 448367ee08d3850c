/**
 * Rules of the model come in; what is odd about them goes out, each with its place and an example: rules that never match, stages that nobody reaches, gaps.
 * It must not know how rules are written, nor the engine that runs them.
 */
@NullMarked
package org.opportune.analysis;

import org.jspecify.annotations.NullMarked;
