/**
 * A CSV file of any layout and a mapping that explains it come in; events and changes of customers go out to {@link org.opportune.profile.Profiles}, and a report of every line that was refused.
 * It translates lines into the shapes of the API and lets the same readers check them, so it adds no check of its own to what a value may be. It must not know what rules make of a customer, nor hold a file in memory.
 * Mappings are the shop's own files, beside its exports; {@code docs/import.md} explains them.
 */
@NullMarked
package org.opportune.imports;

import org.jspecify.annotations.NullMarked;
