package org.opportune.source;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.model.Canonical;
import org.opportune.model.Condition;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.Operator;
import org.opportune.model.Fact;
import org.opportune.model.Rule;
import org.opportune.model.Say;
import org.opportune.model.Term;
import org.opportune.source.Expression.TextLiteral;
import org.opportune.source.Token.Sort;
import org.opportune.vocabulary.Type;
import org.opportune.vocabulary.VocabularyReader;

/**
 * Reads the rules' language out of DRL: what it cannot say is refused with its place, and reading goes on with the next rule. The engine's own parser
 * never sees what is read here; only what is printed from the rules.
 */
public final class DrlReader {
    private static final int LONGEST_NAME = 200;

    private final Names names;
    private final boolean canonical;
    private final Findings findings;
    private final Tokens tokens;
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> ruleNames = new HashSet<>();

    private DrlReader(Names names, boolean canonical, Tokens tokens, Findings findings) {
        this.names = names;
        this.canonical = canonical;
        this.tokens = tokens;
        this.findings = findings;
    }

    /** Reads a file as an author writes it. */
    public static List<Rule> read(Names names, String file, String text, Findings findings) {
        return read(names, text, Places.of(file), findings);
    }

    static List<Rule> read(Names names, String text, Places places, Findings ofAll) {
        Findings findings = Findings.ofRulebook();
        List<Token> tokens = Capitals.lowered(Lexer.read(text, places, findings), findings);
        List<Rule> rules = new DrlReader(names, false, new Tokens(tokens), findings).file();
        ofAll.addInOrder(findings);
        return rules;
    }
    /** Reads back what {@link Canonical} printed. */
    public static List<Rule> readCanonical(Names names, String file, String text, Findings findings) {
        return new DrlReader(names, true, new Tokens(Lexer.read(text, Places.of(file), findings)), findings).file();
    }

    private List<Rule> file() {
        new HeaderReader(names.step(), canonical, findings).read(tokens);
        while (!tokens.atEnd()) {
            Token start = tokens.peek();
            try {
                if (!tokens.at("rule")) {
                    throw outside();
                }
                rule();
            } catch (Mistake mistake) {
                mistake.addTo(findings);
                skipToNextRule(!tokens.peek().equals(start));
            }
        }
        return rules;
    }

    private Mistake outside() {
        Token token = tokens.peek();
        return token.isWord() && HeaderReader.FORBIDDEN.contains(token.text())
                ? Mistake.notInLanguage(token.place(), token.shown(), "a file has its header and rules")
                : Mistake.syntax(token, "'rule'");
    }

    /** Past the {@code end} of this rule, or to what looks like the beginning of another. */
    private void skipToNextRule(boolean hasMoved) {
        boolean moved = hasMoved;
        while (!tokens.atEnd()) {
            if (moved && tokens.at("rule") && tokens.peek(1).sort() == Sort.STRING) {
                return;
            }
            moved = true;
            if (tokens.next().is("end") && (tokens.atEnd() || tokens.at("rule"))) {
                return;
            }
        }
    }

    private void rule() {
        Place place = tokens.expect("rule").place();
        Token name = tokens.peek();
        if (name.sort() != Sort.STRING && !name.isWord()) {
            throw Mistake.syntax(name, "the rule's name in quotes: the sentence that people read as the reason");
        }
        tokens.next();
        checkName(name);
        if (name.isWord() && goesOn()) {
            Mistake.syntax(name, "a name of several words in quotes, as in \"Buys often\"")
                    .addTo(findings);
            while (goesOn()) {
                tokens.next();
            }
        }
        Attributes attributes = new Attributes(findings);
        try {
            attributes.read(tokens);
        } catch (Mistake mistake) {
            toSides(mistake);
        }
        if (canonical) {
            attributes.readBackGroup(Canonical.group(names.step(), ""));
        }
        Scope scope = new Scope(names, canonical);
        Condition when = Condition.ALWAYS;
        boolean isRead = true;
        if (tokens.take("when")) {
            try {
                when = new LeftSide(names, scope, canonical, findings).read(tokens);
                tokens.expect("then");
            } catch (Mistake mistake) {
                toSides(mistake);
                tokens.expect("then");
                isRead = false;
            }
        } else {
            tokens.expect("then");
        }
        List<Say> says = new SayReader(names, scope, findings).read(tokens);
        tokens.expect("end");
        if (!isRead) {
            return;
        }
        String text = canonical ? Canonical.authorName(name.text()) : name.text();
        rules.add(rule(names, text, place, attributes, when, says, findings));
    }

    /** Whether the next word is part of a name: an attribute's name has no word behind it but true and false. */
    private boolean goesOn() {
        Token word = tokens.peek();
        Token behind = tokens.peek(1);
        return word.isWord()
                && !word.is("when")
                && !word.is("then")
                && behind.isWord()
                && !behind.is("true")
                && !behind.is("false");
    }

    /** What is wrong with an attribute or a condition does not keep what stands behind it from being read. */
    private void toSides(Mistake mistake) {
        int ahead = 0;
        Token token = tokens.peek();
        while (token.sort() != Sort.END && !token.is("when") && !token.is("then")) {
            if (token.is("end") || token.is("rule")) {
                throw mistake;
            }
            token = tokens.peek(++ahead);
        }
        mistake.addTo(findings);
        for (int i = 0; i < ahead; i++) {
            tokens.next();
        }
    }

    private void checkName(Token name) {
        checkName(name.text(), name.place(), ruleNames, findings);
    }

    static void checkName(String name, Place place, Set<String> taken, Findings findings) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            findings.in(Kind.SYNTAX, place, "a rule's name is a sentence of 1 to " + LONGEST_NAME + " characters");
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            findings.in(Kind.SYNTAX, place, "a rule's name stands on one line, without tabs");
        } else if (!name.equals(name.strip())) {
            findings.in(
                    Kind.SYNTAX,
                    place,
                    "a rule's name begins and ends with a character that people see, not with a space");
        } else if (Rule.sameName(name).equals(VocabularyReader.NONE)) {
            findings.in(
                    Kind.SYNTAX,
                    place,
                    "'none' is no name of a rule, since it is the word for no rule in cases; write the sentence that people read as the reason");
        } else if (!taken.add(Rule.sameName(name))) {
            findings.in(
                    Kind.DUPLICATE_NAME,
                    place,
                    "the rule '" + Nearest.shorten(name)
                            + "' stands here twice; a name is a reason and must be unique");
        }
    }

    /** Adds what its attributes and its sayings ask of the condition, and bounds its cost. */
    static Rule rule(
            Names names,
            String name,
            Place place,
            Attributes attributes,
            Condition when,
            List<Say> says,
            Findings findings) {
        List<Condition> parts = new ArrayList<>(List.of(when));
        Term.Ref at = new Term.Ref(Fact.CONTEXT, "at", Type.DATE_TIME);
        validity(names, attributes.effective())
                .map(time -> new Compare(at, Operator.AT_LEAST, time))
                .ifPresent(parts::add);
        validity(names, attributes.expires())
                .map(time -> new Compare(at, Operator.LESS, time))
                .ifPresent(parts::add);
        for (Say say : says) {
            Term.Ref ref = say.bound();
            if (ref != null) {
                parts.add(new Condition.Known(ref, true));
            }
        }
        Condition condition = Condition.all(parts);
        RuleCost.check(condition, place, findings);
        return new Rule(name, names.step(), place, attributes.salience(), attributes.group(), condition, says);
    }

    private static java.util.Optional<Term.Time> validity(Names names, @Nullable TextLiteral literal) {
        if (literal == null) {
            return java.util.Optional.empty();
        }
        LocalDate day = Literals.day(literal);
        LocalDateTime utc = day.atStartOfDay(names.zone())
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
        return java.util.Optional.of(new Term.Time(utc));
    }
}
