package org.opportune.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.model.Canonical;
import org.opportune.model.Fact;
import org.opportune.source.Sentence.Part;
import org.opportune.source.Token.Sort;

/** Reads what a sentence says in the rules' language: one constraint, one pattern with a constraint or without, or calls of verbs. */
final class SentenceMeaning {
    private static final Set<String> WORDS =
            Set.of("in", "contains", "memberOf", "excludes", "not", "str", "null", "true", "false");
    private static final Set<String> VERBS = Set.of(
            "classify.stage",
            "classify.segment",
            "classify.score",
            "offers.propose",
            "policy.suppress",
            "rank.value",
            "rank.weight",
            "rank.propensity");
    private static final Set<String> OF_CANDIDATES = Set.of("policy", "rank");

    private final List<Part> key;
    private final Places places;
    private final Set<String> used = new HashSet<>();

    SentenceMeaning(List<Part> key, Places places) {
        this.key = key;
        this.places = places;
    }

    Sentence read(Place place, boolean when, String shown, String value) {
        Findings wrong = new Findings();
        List<Token> tokens = Lexer.read(value, places, wrong);
        if (!wrong.isEmpty()) {
            throw new Mistake(
                    Kind.SENTENCE_FILE, places.at(1, 1), wrong.list().get(0).message());
        }
        List<Token> checked = new ArrayList<>();
        List<Part> says = new ArrayList<>();
        slots(tokens, checked, says);
        Fact fact = null;
        if (!when) {
            calls(new Tokens(checked));
            while (says.get(says.size() - 1).text().equals(";")) {
                says.remove(says.size() - 1); // what is said ends anyway
            }
        } else {
            fact = pattern(checked);
            if (fact != null) {
                strip(checked, says);
            }
            constraint(checked);
            name(says, fact == null ? null : "$" + fact.word().toLowerCase(Locale.ROOT));
        }
        for (Part part : key) {
            if (part.slot() != null && !used.contains(part.text())) {
                throw new Mistake(
                        Kind.SENTENCE_FILE, places.at(1, 1), "the slot {" + part.text() + "} is not used here");
            }
        }
        return new Sentence(place, when, fact, shown, key, says);
    }

    /** Each slot as one part, and as one token of its kind, so that what is around it can be checked. */
    private void slots(List<Token> tokens, List<Token> checked, List<Part> says) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean slot = token.is("{");
            String name = slot && i + 2 < tokens.size() && tokens.get(i + 2).is("}")
                    ? tokens.get(i + 1).text()
                    : token.text();
            boolean quoted = token.sort() == Sort.STRING && name.startsWith("{") && name.endsWith("}");
            if (quoted) {
                name = name.substring(1, name.length() - 1); // as Drools has it, where a slot is text that is put in
            }
            if (slot || quoted) {
                Part part = slot(name, token);
                says.add(part);
                checked.add(stand(part, token));
                i += slot ? 2 : 0;
            } else {
                checked.add(token);
                if (token.sort() != Sort.END) {
                    says.add(plain(token));
                }
            }
        }
    }

    private Part slot(String name, Token at) {
        for (Part part : key) {
            if (part.slot() != null && part.text().equals(name)) {
                used.add(name);
                return part;
            }
        }
        throw mistake(at, "the sentence has no slot {" + Nearest.shorten(name) + "}");
    }

    private static Part plain(Token token) {
        String text = token.sort() == Sort.STRING ? Piece.quoted(token.text()) : token.text();
        return new Part(new Word(Word.Sort.SIGN, text, 0, 0, true), text, null);
    }

    private static Token stand(Part part, Token at) {
        return switch (part.slot() == null ? Slot.WORDS : part.slot()) {
            case NUMBER, TEXT, SET, FLAG, DAY, TIME, PROPERTY -> new Token(Sort.WORD, "x", at.place(), at.offset());
            case AMOUNT, FORMULA, POINTS, QUANTITY -> new Token(Sort.NUMBER, "1", at.place(), at.offset());
            default -> new Token(Sort.STRING, "x", at.place(), at.offset());
        };
    }

    private static @Nullable Fact pattern(List<Token> tokens) {
        Optional<Fact> fact = Fact.of(tokens.get(0).text());
        boolean isPattern = tokens.size() > 3
                && tokens.get(1).is("(")
                && tokens.get(tokens.size() - 2).is(")");
        return isPattern ? fact.orElse(null) : null;
    }

    private static void strip(List<Token> tokens, List<Part> says) {
        tokens.remove(tokens.size() - 2);
        tokens.subList(0, 2).clear();
        says.remove(says.size() - 1);
        says.subList(0, 2).clear();
    }

    private static void constraint(List<Token> tokens) {
        for (Token token : tokens) {
            if (token.isWord() && token.text().contains("$")) {
                throw mistake(token, "nothing is bound here; a property is a slot, or its name");
            }
        }
        Tokens rest = new Tokens(tokens);
        new ExpressionReader(rest).read();
        if (!rest.atEnd()) {
            throw mistake(
                    rest.peek(),
                    "a sentence says one constraint, and " + rest.peek().shown() + " stands behind it");
        }
    }

    /** Properties that stand here by name, and not in a slot, are those of the fact. */
    private void name(List<Part> says, @Nullable String variable) {
        boolean inside = false;
        for (int i = 0; i < says.size(); i++) {
            Part part = says.get(i);
            String text = part.text();
            inside = text.equals("[") || (inside && !text.equals("]"));
            boolean isName = part.slot() == null
                    && !inside
                    && Character.isJavaIdentifierStart(text.charAt(0))
                    && !WORDS.contains(text);
            if (isName && variable == null) {
                throw new Mistake(
                        Kind.SENTENCE_FILE,
                        places.at(1, 1),
                        "the fact of '" + Nearest.shorten(text) + "' is not clear; write it as in Customer(" + text
                                + " == …)");
            } else if (isName) {
                String name = variable + "." + text;
                says.set(i, new Part(part.word(), name, null));
            }
        }
    }

    private static void calls(Tokens tokens) {
        do {
            Token object = tokens.peek();
            String verb = object.text() + tokens.peek(1).text() + tokens.peek(2).text();
            if (!VERBS.contains(verb)) {
                throw Mistake.notInLanguage(
                        object.place(),
                        object.shown(),
                        "say one of " + VERBS.stream().sorted().toList());
            }
            tokens.next();
            tokens.next();
            tokens.next();
            tokens.expect("(");
            if (OF_CANDIDATES.contains(object.text())) {
                tokens.expect(Canonical.OFFER);
                tokens.expect(",");
            }
            do {
                tokens.take("-");
                if (tokens.peek().sort() != Sort.STRING && tokens.peek().sort() != Sort.NUMBER) {
                    throw Mistake.syntax(tokens.peek(), "a slot, a number or a text in quotes");
                }
                tokens.next();
            } while (tokens.take(","));
            tokens.expect(")");
        } while (tokens.take(";") && !tokens.atEnd());
        if (!tokens.atEnd()) {
            throw Mistake.syntax(tokens.peek(), "';'");
        }
    }

    private static Mistake mistake(Token at, String message) {
        return new Mistake(Kind.SENTENCE_FILE, at.place(), message);
    }
}
