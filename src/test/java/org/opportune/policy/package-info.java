@NullMarked
package org.opportune.policy;

import org.jspecify.annotations.NullMarked;
