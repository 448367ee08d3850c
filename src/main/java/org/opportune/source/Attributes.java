package org.opportune.source;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.model.Canonical;
import org.opportune.model.Fact;
import org.opportune.source.Expression.TextLiteral;
import org.opportune.source.Token.Sort;

/** What a rule carries beside its two sides: salience, an activation group, and from when until when it holds. */
final class Attributes {
    private static final Pattern SALIENCE = Pattern.compile("-?[0-9]{1,6}");
    private static final String KNOWN =
            "a rule may carry salience (a whole number), activation-group, date-effective and date-expires";

    private final Set<String> seen = new HashSet<>();
    private final Findings findings;
    private int salience;
    private @Nullable String group;
    private @Nullable TextLiteral effective;
    private @Nullable TextLiteral expires;

    Attributes(Findings findings) {
        this.findings = findings;
    }

    int salience() {
        return salience;
    }

    @Nullable
    String group() {
        return group;
    }

    @Nullable
    TextLiteral effective() {
        return effective;
    }

    @Nullable
    TextLiteral expires() {
        return expires;
    }

    /** Up to {@code when} or {@code then}. */
    void read(Tokens tokens) {
        while (!tokens.atEnd() && !tokens.at("when") && !tokens.at("then")) {
            if (tokens.take(",")) {
                continue;
            }
            Token first = tokens.peek();
            if (!first.isWord()) {
                throw first.is("@")
                        ? Mistake.notInLanguage(first.place(), "an annotation", KNOWN)
                        : Mistake.syntax(first, "'when'");
            }
            tokens.next();
            StringBuilder name = new StringBuilder(first.text());
            while (tokens.at("-") && tokens.peek(1).isWord()) {
                tokens.next();
                name.append('-').append(tokens.next().text());
            }
            if (!seen.add(name.toString())) {
                throw Mistake.syntax(first, "'when', since the rule has its " + name);
            }
            value(name.toString(), first, tokens);
        }
    }

    private void value(String name, Token at, Tokens tokens) {
        switch (name) {
            case "salience" -> salience(number(tokens), at.place());
            case "activation-group" ->
                group(text(tokens, "the group's name in quotes").text(), at.place());
            case "date-effective" -> effective = day(tokens);
            case "date-expires" -> expires = day(tokens);
            default -> {
                if (tokens.at("(") && Fact.of(name).isPresent()) {
                    throw Mistake.syntax(at, "'when' before the conditions");
                }
                throw Mistake.notInLanguage(at.place(), "'" + Nearest.shorten(name) + "'", KNOWN);
            }
        }
    }

    private static String number(Tokens tokens) {
        boolean bracket = tokens.take("(");
        String sign = tokens.take("-") ? "-" : "";
        Token number = tokens.peek();
        if (number.sort() != Sort.NUMBER) {
            throw Mistake.notInLanguage(
                    number.place(), "a salience that is reckoned", "write a whole number such as 10");
        }
        tokens.next();
        if (bracket) {
            tokens.expect(")");
        }
        return sign + number.text();
    }

    private static TextLiteral day(Tokens tokens) {
        Token day = text(tokens, "a day such as \"2026-03-01\"");
        return new TextLiteral(day.place(), day.text());
    }

    private static Token text(Tokens tokens, String what) {
        return tokens.expect(Sort.STRING, what);
    }

    void salience(String digits, Place place) {
        if (SALIENCE.matcher(digits).matches()) {
            salience = Integer.parseInt(digits);
        } else {
            findings.in(
                    Kind.WRONG_TYPE,
                    place,
                    "'" + Nearest.shorten(digits) + "' is no salience: a whole number of at most 6 digits");
        }
    }

    void group(String name, Place place) {
        if (name.isBlank() || name.length() > 100) {
            findings.in(Kind.SYNTAX, place, "an activation group has a name of 1 to 100 characters");
        }
        group = name;
    }

    /** The name that the author gave, of the one that canonical DRL has. */
    void readBackGroup(String prefix) {
        if (group != null && group.startsWith(prefix)) {
            group = Canonical.authorName(group.substring(prefix.length()));
        }
    }

    void effective(TextLiteral day) {
        effective = day;
    }

    void expires(TextLiteral day) {
        expires = day;
    }
}
