package org.opportune.profile;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored customer, in memory. Immutable.
 *
 * @param key of the stored row
 * @param consents every word, oldest first
 * @param stages recorded stages, oldest first
 * @param history what happened, as the rulebook's features need it; null when nothing did
 * @param unit by which lots are drawn for them: {@link Identity#unit} of the name that they were first known by
 */
public record Profile(
        long key,
        List<Identity> identities,
        Map<String, Object> attributes,
        List<Consent> consents,
        List<StageSpell> stages,
        @Nullable History history,
        long unit) {
    public Profile {
        identities = List.copyOf(identities);
        attributes = Map.copyOf(attributes);
        consents = List.copyOf(consents);
        stages = List.copyOf(stages);
    }

    /** A customer of whom only the key is drawn by. */
    public Profile(
            long key,
            List<Identity> identities,
            Map<String, Object> attributes,
            List<Consent> consents,
            List<StageSpell> stages,
            @Nullable History history) {
        this(key, identities, attributes, consents, stages, history, key);
    }

    /** A customer to whom nothing happened. */
    public Profile(
            long key,
            List<Identity> identities,
            Map<String, Object> attributes,
            List<Consent> consents,
            List<StageSpell> stages) {
        this(key, identities, attributes, consents, stages, null);
    }

    Profile with(@Nullable History next) {
        return new Profile(key, identities, attributes, consents, stages, next, unit);
    }

    Profile withStages(List<StageSpell> next) {
        return new Profile(key, identities, attributes, consents, next, history, unit);
    }

    /** Without what is personal. */
    @Override
    public String toString() {
        return "Profile[" + key + "]";
    }
}
