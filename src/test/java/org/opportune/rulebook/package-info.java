@NullMarked
package org.opportune.rulebook;

import org.jspecify.annotations.NullMarked;
