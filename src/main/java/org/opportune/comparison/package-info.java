/**
 * Two rulebooks and customers come in; what would change for whom goes out: stages, offers, and which offer comes first. It decides as a preview does and
 * records nothing. It must not know where rulebooks come from.
 */
@NullMarked
package org.opportune.comparison;

import org.jspecify.annotations.NullMarked;
