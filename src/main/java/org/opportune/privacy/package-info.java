/** A customer's rights: all that is held of them, and that nothing is. It knows every place that holds something of a customer. */
@NullMarked
package org.opportune.privacy;

import org.jspecify.annotations.NullMarked;
