package org.opportune.kernel;

import java.util.Locale;

/** Why something is so: a stable code for programs and a sentence for people. */
public record Reason(String code, String sentence) {
    /** A rule's name is its sentence; its code is the name in lower case with dashes. */
    public static Reason ofRule(String name) {
        return new Reason(
                name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", "-")
                        .replaceAll("^-|-$", ""),
                name);
    }
}
