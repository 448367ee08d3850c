package org.opportune.vocabulary;

import java.util.Locale;
import java.util.regex.Pattern;
import org.opportune.kernel.LookAlikes;
import org.opportune.kernel.Nearest;

/** How things are named, and what somebody most likely meant who named one otherwise. */
public final class Identifiers {
    /** Of what rules name as a property. */
    static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,59}");

    public static final Pattern ID = Pattern.compile("[a-z0-9][A-Za-z0-9-]{0,59}");
    private static final Pattern DASH = Pattern.compile("-([a-z0-9])");

    private Identifiers() {}

    /** {@code City Name} as {@code city-name}; empty when nothing of it can stand in an id. */
    public static String dashed(String typed) {
        return typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** The sentence for what is not of its form: {@link #NAME} or {@link #ID}. */
    static String wrong(String typed, Pattern form) {
        boolean isId = form.equals(ID);
        String meant = isId
                ? dashed(typed)
                : DASH.matcher(dashed(typed)).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
        String alike = LookAlikes.in(typed);
        return "'" + Nearest.shorten(typed) + "' is no name: a small letter, then "
                + (isId ? "letters, digits and dashes" : "letters and digits") + ", at most 60, without spaces" + alike
                + (alike.isEmpty() && form.matcher(meant).matches() ? "; write " + meant : "");
    }
}
