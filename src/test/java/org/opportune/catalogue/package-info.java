@NullMarked
package org.opportune.catalogue;

import org.jspecify.annotations.NullMarked;
