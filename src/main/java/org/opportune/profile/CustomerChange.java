package org.opportune.profile;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes known of a customer: identities are added, attributes set (null forgets one), consents recorded beside earlier ones.
 */
public record CustomerChange(
        List<Identity> identities, Map<String, @Nullable Object> attributes, List<Consent> consents) {}
