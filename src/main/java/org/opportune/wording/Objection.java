package org.opportune.wording;

import java.util.Map;

/** Why something is held back, before it is said in a reader's language; {@link Phrases#reason} says it. */
public sealed interface Objection {
    /** Stable, for programs. */
    String code();

    /** What the author of a rule has written, in the one language in which it is written. */
    record Written(String code, String sentence) implements Objection {}

    /**
     * One of the server's own sentences.
     *
     * @param key of the sentence
     * @param arguments labels, texts, whole numbers and times of day; those that a record keeps are texts and whole numbers
     */
    record Own(String code, String key, Map<String, Object> arguments) implements Objection {
        public Own {
            arguments = Map.copyOf(arguments);
        }

        public Own(String code, String key) {
            this(code, key, Map.of());
        }
    }
}
