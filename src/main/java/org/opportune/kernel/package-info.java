/**
 * What every step speaks: problems and findings, hashes, JSON. It knows no step, no rulebook and no customer.
 */
@NullMarked
package org.opportune.kernel;

import org.jspecify.annotations.NullMarked;
