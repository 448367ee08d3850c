package org.opportune.profile;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something that happened to a customer. (source, id) names it: the same name again is the same event.
 *
 * @param customer identities, at least one
 * @param at when it happened
 * @param properties read by the vocabulary's types ({@link org.opportune.vocabulary.ValueReader})
 */
public record Event(
        String source, String id, List<Identity> customer, String type, Instant at, Map<String, Object> properties) {}
