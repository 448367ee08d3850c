@NullMarked
package org.opportune.source;

import org.jspecify.annotations.NullMarked;
