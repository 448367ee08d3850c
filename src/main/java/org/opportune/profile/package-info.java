/**
 * Identities, a rulebook and an instant come in; a {@link org.opportune.profile.Snapshot} of the customer goes out: attributes, features, consents, stage history.
 * It keeps customers and their events, durably and hot ones in memory. It must not know what rules make of a customer. Its words are declared in {@code rules/vocabulary.yaml}.
 */
@NullMarked
package org.opportune.profile;

import org.jspecify.annotations.NullMarked;
