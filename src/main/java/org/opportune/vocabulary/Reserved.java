package org.opportune.vocabulary;

import java.util.Set;
import javax.lang.model.SourceVersion;

/** Words that rules would read as something else, so that nothing can be called by them. */
final class Reserved {
    private static final Set<String> WORDS = Set.of(
            "null",
            "true",
            "false",
            "this",
            "eval",
            "rule",
            "when",
            "then",
            "end",
            "and",
            "or",
            "not",
            "exists",
            "forall",
            "accumulate",
            "collect");
    private static final Set<String> OPERATORS = Set.of(
            "in",
            "contains",
            "memberOf",
            "excludes",
            "str",
            "between",
            "matches",
            "soundslike",
            "from",
            "over",
            "after",
            "before",
            "during",
            "coincides",
            "finishes",
            "includes",
            "meets",
            "overlaps",
            "starts",
            "isA");
    /** Whose things are properties in rules; those of other parts stand in quotes. */
    private static final Set<String> PROPERTIES = Set.of("attributes", "context", "features", "scores");

    private Reserved() {}

    static boolean is(String id, String part) {
        return WORDS.contains(id)
                || (PROPERTIES.contains(part) && (OPERATORS.contains(id) || SourceVersion.isKeyword(id)));
    }
}
