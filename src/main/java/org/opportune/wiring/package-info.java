/**
 * Puts the parts together inside the container: settings, the data source, the schema, and the beans that hold the steps.
 * Out come injectable objects; in come only settings and what the container brings.
 * It decides nothing about customers or offers, and no step of the decision knows it.
 * It reads no rule files; the schema's steps lie in {@code db/migration}.
 */
@NullMarked
package org.opportune.wiring;

import org.jspecify.annotations.NullMarked;
