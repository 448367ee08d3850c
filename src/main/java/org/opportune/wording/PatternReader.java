package org.opportune.wording;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ApostropheMode;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.Type;

/**
 * Reads a message of ICU, of which it takes {@code {name}}, {@code {name, number}}, {@code {name, date}} and {@code {name, plural, …}}. What else ICU
 * can do (choices, nested messages, numbers in words, patterns of numbers) is refused: it is hard to read, and some of it is costly.
 */
final class PatternReader {
    private static final Set<String> PLURALS = Set.of("zero", "one", "two", "few", "many", "other");
    /** A form that only numbers beyond it take need not be written. */
    private static final double LARGE = 1_000;

    private final String text;
    private final Map<String, FactProperty> facts;
    private final @Nullable Forms forms;
    private final MessagePattern pattern = new MessagePattern(ApostropheMode.DOUBLE_OPTIONAL);

    /** Forms are those of the text's locale; null for a link. */
    PatternReader(String text, Map<String, FactProperty> facts, @Nullable Forms forms) {
        this.text = text;
        this.facts = facts;
        this.forms = forms;
    }

    List<Piece> pieces() throws Unreadable {
        try {
            pattern.parse(text);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Unreadable(
                    String.valueOf(e.getMessage()).contains("Missing 'other'")
                            ? "a plural needs the form 'other', as in {points, plural, one {# point} other {# points}}"
                            : "the braces are not read; a placeholder is {name} or {name, plural, one {…} other {…}},"
                                    + " and a brace that is text is '{'");
        }
        return message(0, null);
    }

    /**
     * The message that starts at a part.
     *
     * @param number the fact that {@code #} says; null outside of a plural
     */
    private List<Piece> message(int start, @Nullable FactProperty number) throws Unreadable {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = pattern.getPart(start).getLimit();
        int limit = pattern.getLimitPartIndex(start);
        for (int i = start + 1; i <= limit; i++) {
            Part part = pattern.getPart(i);
            literal.append(text, at, part.getIndex());
            at = part.getLimit();
            switch (part.getType()) {
                case REPLACE_NUMBER -> {
                    if (number != null) {
                        flush(literal, pieces);
                        pieces.add(plain(number));
                    }
                }
                case ARG_START -> {
                    flush(literal, pieces);
                    pieces.add(argument(i, number != null));
                    i = pattern.getLimitPartIndex(i);
                    at = pattern.getPart(i).getLimit();
                }
                default -> {
                    // SKIP_SYNTAX is an apostrophe that quotes, INSERT_CHAR one that a stricter mode would double,
                    // MSG_LIMIT the end
                }
            }
        }
        flush(literal, pieces);
        return pieces;
    }

    private static void flush(StringBuilder literal, List<Piece> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new Piece.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private Piece argument(int start, boolean isWithinPlural) throws Unreadable {
        ArgType kind = pattern.getPart(start).getArgType();
        String name = pattern.getSubstring(pattern.getPart(start + 1));
        FactProperty fact = facts.get(name);
        if (fact == null) {
            throw new Unreadable(Nearest.unknown("fact", name, facts.keySet())
                    + "; a placeholder names an attribute, a feature or a score that can be written");
        } else if (kind == ArgType.NONE) {
            return plain(fact);
        } else if (forms == null) {
            throw new Unreadable("in a link a placeholder is only {" + name + "}, which is encoded for it");
        } else if (kind == ArgType.SIMPLE) {
            return simple(start, fact, forms);
        } else if (kind == ArgType.PLURAL && !isWithinPlural) {
            return plural(start, fact, forms);
        }
        throw new Unreadable(
                kind == ArgType.PLURAL
                        ? "a plural stands within a plural; write two sentences"
                        : refused(kind.toString().toLowerCase(Locale.ROOT)));
    }

    private static String refused(String kind) {
        return "'" + Nearest.shorten(kind)
                + "' is no form of a placeholder; there are {name}, {name, number}, {name, number, integer},"
                + " {name, date}, {name, date, short} (medium, long, full) and {name, plural, …}";
    }

    private Piece plain(FactProperty fact) {
        Piece.Form form = forms == null ? Forms.encoded(fact.type()) : forms.plain(fact);
        if (form == null) {
            throw new IllegalStateException("the fact " + fact.name() + " cannot stand in a text");
        }
        return new Piece.Value(fact.name(), form);
    }

    private Piece simple(int start, FactProperty fact, Forms said) throws Unreadable {
        String kind = pattern.getSubstring(pattern.getPart(start + 2));
        Part styled = pattern.getPart(start + 3);
        String style = styled.getType() == Part.Type.ARG_STYLE
                ? pattern.getSubstring(styled).strip()
                : "";
        Integer length = style.isEmpty() ? null : Forms.DATE_STYLES.get(style);
        if (kind.equals("number") && (style.isEmpty() || style.equals("integer"))) {
            checkNumber(fact, "number");
            return new Piece.Value(
                    fact.name(), Forms.number(said.numbers(style.isEmpty() ? fact.type() : Type.INTEGER)));
        } else if (kind.equals("date") && (style.isEmpty() || length != null)) {
            if (fact.type() != Type.DATE && fact.type() != Type.DATE_TIME) {
                throw new Unreadable("'" + fact.name() + "' is of type "
                        + fact.type().word() + " and no date; write {" + fact.name() + "}");
            }
            int wanted = length == null ? Forms.DATE_STYLES.getOrDefault("long", 0) : length;
            return new Piece.Value(fact.name(), said.date(fact.type(), wanted, false));
        }
        throw new Unreadable(refused(style.isEmpty() ? kind : kind + ", " + style));
    }

    private static void checkNumber(FactProperty fact, String form) throws Unreadable {
        if (fact.type() != Type.INTEGER && fact.type() != Type.NUMBER && fact.type() != Type.MONEY) {
            throw new Unreadable("'" + fact.name() + "' is of type "
                    + fact.type().word() + ", which has no " + form + "; write {" + fact.name() + "}");
        }
    }

    private Piece plural(int start, FactProperty fact, Forms said) throws Unreadable {
        checkNumber(fact, "plural");
        Map<Double, List<Piece>> exact = new HashMap<>();
        Map<String, List<Piece>> words = new HashMap<>();
        int i = start + 2;
        if (pattern.getPart(i).getType().hasNumericValue()) {
            throw new Unreadable("a plural with an offset is not known here; leave it out");
        }
        while (pattern.getPartType(i) == Part.Type.ARG_SELECTOR) {
            String selector = pattern.getSubstring(pattern.getPart(i));
            i++;
            Double number = null;
            if (pattern.getPart(i).getType().hasNumericValue()) {
                number = pattern.getNumericValue(pattern.getPart(i));
                i++;
            } else if (!PLURALS.contains(selector)) {
                throw new Unreadable(Nearest.unknown("plural form", selector, PLURALS));
            }
            List<Piece> branch = List.copyOf(message(i, fact));
            if (branch.stream()
                    .anyMatch(piece -> piece instanceof Piece.Literal literal
                            && literal.text().contains("[["))) {
                throw new Unreadable("[[ stands within a plural; put the whole plural in [[ ]]");
            }
            if ((number == null ? words.put(selector, branch) : exact.put(number, branch)) != null) {
                throw new Unreadable("the plural form '" + selector + "' stands here twice");
            }
            i = pattern.getLimitPartIndex(i) + 1;
        }
        PluralRules rules = said.plurals();
        checkForms(rules, words.keySet());
        LocalizedNumberFormatter numbers = said.numbers(fact.type() == Type.MONEY ? Type.NUMBER : fact.type());
        return new Piece.Plural(fact.name(), rules, numbers, Map.copyOf(exact), Map.copyOf(words));
    }

    /** Every form that the language has for numbers as shops have them. */
    private static void checkForms(PluralRules rules, Set<String> written) throws Unreadable {
        for (String form : rules.getKeywords()) {
            Collection<Double> numbers = rules.getSamples(form);
            if (written.contains(form) || numbers == null) {
                continue;
            }
            for (Double number : numbers) {
                if (number < LARGE) {
                    throw new Unreadable("the plural has no form '" + form
                            + "', which this language has for numbers such as " + number.longValue());
                }
            }
        }
    }
}
