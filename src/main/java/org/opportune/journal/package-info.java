/**
 * Records come in and are on the disk when they were taken; a shipper brings them to where they belong, at least once, and they are forgotten. It must not
 * know what a record means.
 */
@NullMarked
package org.opportune.journal;

import org.jspecify.annotations.NullMarked;
