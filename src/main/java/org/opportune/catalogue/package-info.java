/**
 * The plain tables come in; what may be offered, how, and in which words goes out. It must not know rules or customers. Its files are
 * {@code rules/offers/}, the tables of caps and weights, and {@code rules/experiments.yaml}.
 */
@NullMarked
package org.opportune.catalogue;

import org.jspecify.annotations.NullMarked;
