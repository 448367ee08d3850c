package org.opportune.releases;

import java.util.List;
import org.opportune.kernel.Place;

/**
 * Something that the files of a rulebook declare, as far as it is compared: a rule, an offer, a feature, a case, …
 *
 * @param part what it is
 * @param id by which it is found in another release
 * @param place where it stands
 */
record Thing(String part, String id, Place place, List<Field> fields) {
    Thing {
        fields = List.copyOf(fields);
    }

    /**
     * One thing that is said of it.
     *
     * @param of what it is: a column, a path in a declaration, or a part of a rule
     * @param key what is said in another release in place of this has the same one
     * @param text as people read it
     */
    record Field(String of, String key, String text) {
        Field(String of, String text) {
            this(of, of, text);
        }
    }
}
