package org.opportune.profile;

import java.util.List;
import java.util.Map;

/**
 * A stored customer, in memory. Immutable.
 *
 * @param key of the stored row
 * @param consents every word, oldest first
 * @param stages recorded stages, oldest first
 */
public record Profile(
        long key,
        List<Identity> identities,
        Map<String, Object> attributes,
        List<Consent> consents,
        List<StageSpell> stages) {}
