/**
 * The texts of content come in; wordings go out, which say them with what is known of a customer, for a locale, and without what is not known.
 * It must not know offers, rules or where a value comes from. Its texts stand in {@code rules/offers/content.<locale>.csv}; the server's own sentences are {@link org.opportune.wording.Phrases}. Only it knows ICU.
 */
@NullMarked
package org.opportune.wording;

import org.jspecify.annotations.NullMarked;
