package org.opportune.model;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Place;

/**
 * One rule: when a formula over one row holds, something is said.
 *
 * @param name the sentence that people read as the reason; unique in the rulebook
 * @param place where it stands in its file
 * @param salience among the rules of one group the highest is said
 * @param group of the rules of one group that hold only the first is said: by salience, then in the order of the rulebook; null for none
 */
public record Rule(
        String name,
        Step step,
        Place place,
        int salience,
        @Nullable String group,
        Condition when,
        List<Say> then) {
    private static final Place NOWHERE = Place.of("", 1, 1);

    public Rule {
        then = List.copyOf(then);
    }

    /** Of a rule of eligibility: what it answers for the offers that it proposes. */
    public Question question() {
        return Question.of(place.file());
    }

    /** What people cannot tell apart is one name: they see neither the kind of a space nor, when they look for it, a capital letter. */
    public static String sameName(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** The same rule wherever it stands, to compare what rules mean. */
    public Rule anywhere() {
        return new Rule(name, step, NOWHERE, salience, group, when, then);
    }
}
