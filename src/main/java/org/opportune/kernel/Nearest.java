package org.opportune.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that somebody who mistyped most likely meant, by Levenshtein distance without regard to case. */
public final class Nearest {
    private static final int LONGEST = 100;

    private Nearest() {}

    public static Optional<String> to(String typed, Collection<String> known) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        int allowed = Math.max(2, typed.length() / 3);
        return known.stream()
                .filter(name -> distance(typed, name) <= allowed)
                .filter(name -> distance(typed, name) < Math.max(typed.length(), name.length()))
                .min(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code unknown attribute 'contry'; did you mean 'country'?} — the sentence for every unknown name, with long values cut. */
    public static String unknown(String kind, String typed, Collection<String> known) {
        String hint = to(typed, known)
                .map(name -> "; did you mean '" + name + "'?" + LookAlikes.in(typed, name))
                .orElseGet(() -> LookAlikes.in(typed)
                        + (known.isEmpty() || known.size() > 12
                                ? ""
                                : "; known: "
                                        + String.join(
                                                ", ", known.stream().sorted().toList())));
        return "unknown " + kind + " '" + shorten(typed) + "'" + hint;
    }

    /** A value as messages show it: at most 60 characters, without control characters. */
    public static String shorten(String value) {
        String clean = value.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c)
                .limit(61)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.codePointCount(0, clean.length()) > 60
                ? clean.substring(0, clean.offsetByCodePoints(0, 60)) + "…"
                : clean;
    }

    /** How many letters are put in, left out or changed between the two, without regard to case. */
    public static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
