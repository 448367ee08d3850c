@NullMarked
package org.opportune.wording;

import org.jspecify.annotations.NullMarked;
