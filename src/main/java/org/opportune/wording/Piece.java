package org.opportune.wording;

import com.ibm.icu.number.FormattedNumber;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.text.PluralRules;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of a wording. What ICU makes here is immutable, so that many threads say one wording at once. */
sealed interface Piece {
    /** Writes it; false when a fact that it says is unknown, and then what it has written is not to be used. */
    boolean write(Known known, StringBuilder out);

    record Literal(String text) implements Piece {
        @Override
        public boolean write(Known known, StringBuilder out) {
            out.append(text);
            return true;
        }
    }

    /** A fact, in the form that it has in this text. */
    record Value(String fact, Form form) implements Piece {
        @Override
        public boolean write(Known known, StringBuilder out) {
            Object value = known.get(fact);
            String text = value == null ? null : form.say(value, known.zone());
            out.append(text == null ? "" : text);
            return text != null;
        }
    }

    /**
     * Words that depend on a number.
     *
     * @param exact for just this number, which comes before its form
     * @param forms by the plural forms of the language, {@code other} among them
     */
    record Plural(
            String fact,
            PluralRules rules,
            LocalizedNumberFormatter numbers,
            Map<Double, List<Piece>> exact,
            Map<String, List<Piece>> forms)
            implements Piece {
        @Override
        public boolean write(Known known, StringBuilder out) {
            return known.get(fact) instanceof Number number && Piece.write(branch(number.doubleValue()), known, out);
        }

        List<List<Piece>> branches() {
            return Stream.concat(exact.values().stream(), forms.values().stream())
                    .toList();
        }

        private List<Piece> branch(double number) {
            List<Piece> branch = exact.get(number);
            if (branch == null) {
                FormattedNumber shown = numbers.format(number);
                branch = forms.get(rules.select(shown));
            }
            return branch == null ? Objects.requireNonNull(forms.get(PluralRules.KEYWORD_OTHER)) : branch;
        }
    }

    /** What is said only when all of it is known. */
    record Passage(List<Piece> pieces) implements Piece {
        @Override
        public boolean write(Known known, StringBuilder out) {
            return Piece.write(pieces, known, out);
        }
    }

    /** Writes what is known of them, without two blanks where a passage is left out; false when something else is unknown. */
    static boolean write(List<Piece> pieces, Known known, StringBuilder out) {
        boolean isKnown = true;
        boolean isLeftOut = false;
        for (Piece piece : pieces) {
            int before = out.length();
            if (piece.write(known, out)) {
                if (isLeftOut && endsBlank(out, before) && out.length() > before && out.charAt(before) == ' ') {
                    out.deleteCharAt(before);
                }
                isLeftOut = false;
            } else {
                out.setLength(before);
                isLeftOut = true;
                isKnown &= piece instanceof Passage;
            }
        }
        return isKnown;
    }

    private static boolean endsBlank(StringBuilder out, int end) {
        return end == 0 || out.charAt(end - 1) == ' ';
    }

    /** Which facts it says. */
    static List<String> facts(Piece piece) {
        if (piece instanceof Value value) {
            return List.of(value.fact());
        } else if (piece instanceof Plural plural) {
            return Stream.concat(
                            Stream.of(plural.fact()),
                            plural.branches().stream().flatMap(List::stream).flatMap(part -> facts(part).stream()))
                    .toList();
        } else if (piece instanceof Passage passage) {
            return passage.pieces().stream()
                    .flatMap(part -> facts(part).stream())
                    .toList();
        }
        return List.of();
    }

    /** Whether something can be read of them, whatever is left out. */
    static boolean saysSomething(List<Piece> pieces) {
        return pieces.stream()
                .anyMatch(piece -> piece instanceof Value
                        || (piece instanceof Literal literal && !literal.text().isBlank())
                        || (piece instanceof Plural plural
                                && plural.branches().stream().allMatch(Piece::saysSomething)));
    }

    /** How a value is said; null for one of which nothing can be seen. */
    interface Form {
        @Nullable
        String say(Object value, ZoneId zone);
    }
}
