package org.opportune.kernel;

import static java.lang.Character.UnicodeScript.ARMENIAN;
import static java.lang.Character.UnicodeScript.CHEROKEE;
import static java.lang.Character.UnicodeScript.COPTIC;
import static java.lang.Character.UnicodeScript.CYRILLIC;
import static java.lang.Character.UnicodeScript.GREEK;
import static java.lang.Character.UnicodeScript.LATIN;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Names letters that look like those of another alphabet, which nobody sees in a message that shows them. */
public final class LookAlikes {
    private static final Set<UnicodeScript> ALPHABETS = EnumSet.of(LATIN, CYRILLIC, GREEK, ARMENIAN, CHEROKEE, COPTIC);

    private LookAlikes() {}

    /** {@code ; the 2nd letter is Cyrillic 'о', U+043E} when not all letters are of the alphabet of the first one; else nothing. */
    public static String in(String typed) {
        Set<UnicodeScript> used = alphabets(typed);
        return used.size() < 2
                ? ""
                : first(typed, used.contains(LATIN) ? LATIN : used.iterator().next());
    }

    /** The same of letters of an alphabet that the name that was meant has not. */
    public static String in(String typed, String meant) {
        Set<UnicodeScript> used = alphabets(meant);
        return used.size() == 1 && !used.containsAll(alphabets(typed))
                ? first(typed, used.iterator().next())
                : "";
    }

    private static String first(String typed, UnicodeScript expected) {
        int[] letters = typed.codePoints().toArray();
        for (int i = 0; i < letters.length; i++) {
            UnicodeScript script = UnicodeScript.of(letters[i]);
            if (ALPHABETS.contains(script) && script != expected) {
                return "; the " + ordinal(i + 1) + " letter is " + name(script) + " '" + Character.toString(letters[i])
                        + "', " + String.format(Locale.ROOT, "U+%04X", letters[i]);
            }
        }
        return "";
    }

    private static Set<UnicodeScript> alphabets(String text) {
        Set<UnicodeScript> used = EnumSet.noneOf(UnicodeScript.class);
        text.codePoints()
                .mapToObj(UnicodeScript::of)
                .filter(ALPHABETS::contains)
                .forEach(used::add);
        return used;
    }

    private static String name(UnicodeScript script) {
        return script.name().charAt(0) + script.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static String ordinal(int number) {
        boolean teen = number % 100 >= 11 && number % 100 <= 13;
        return number
                + switch (teen ? 0 : number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}
