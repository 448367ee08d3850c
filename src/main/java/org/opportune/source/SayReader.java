package org.opportune.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.model.Fact;
import org.opportune.model.Quantity;
import org.opportune.model.Say;
import org.opportune.model.Term;
import org.opportune.source.Token.Sort;
import org.opportune.vocabulary.VocabularyReader;

/** Reads a rule's right side: a list of calls of the step's verbs with literals or bound values, and nothing else. */
final class SayReader {
    private static final Pattern POINTS = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}");
    private static final int MOST = 20;
    private static final int LONGEST_REASON = 300;

    private final Names names;
    private final Scope scope;
    private final Findings findings;

    SayReader(Names names, Scope scope, Findings findings) {
        this.names = names;
        this.scope = scope;
        this.findings = findings;
    }

    /** Up to {@code end} or the end of the text; a call that is wrong is a finding, and the next one is read. */
    List<Say> read(Tokens tokens) {
        List<Say> says = new ArrayList<>();
        Token first = tokens.peek();
        int calls = 0;
        while (!tokens.atEnd() && !tokens.at("end")) {
            if (startsRule(tokens)) {
                throw Mistake.syntax(tokens.peek(), "'end' of the rule above");
            }
            calls++;
            try {
                says.add(call(tokens));
                if (!tokens.atEnd() && !tokens.at("end")) {
                    tokens.expect(";");
                }
            } catch (Mistake mistake) {
                mistake.addTo(findings);
                while (!tokens.atEnd() && !tokens.at("end") && !startsRule(tokens) && !tokens.take(";")) {
                    tokens.next();
                }
            }
        }
        if (calls == 0) {
            findings.in(Kind.WRONG_CALL, first.place(), "the rule says nothing; write for instance " + example());
        } else if (calls > MOST) {
            findings.in(
                    Kind.TOO_COMPLEX,
                    first.place(),
                    "the rule says " + calls + " things; at most " + MOST + " are said");
        }
        return says;
    }

    private static boolean startsRule(Tokens tokens) {
        return tokens.at("rule") && tokens.peek(1).sort() == Token.Sort.STRING;
    }

    private String example() {
        return switch (names.step()) {
            case CLASSIFICATION -> "classify.stage(\"onboarding\");";
            case ELIGIBILITY -> "offers.propose(\"welcome-10\");";
            case POLICY -> "policy.suppress($offer, \"OPEN-COMPLAINT\", \"A complaint is open\");";
            case ARBITRATION -> "rank.weight($offer, 1.5, \"Is about what they look at\");";
        };
    }

    private Say call(Tokens tokens) {
        Token object = tokens.peek();
        boolean isCall = object.isWord()
                && tokens.peek(1).is(".")
                && tokens.peek(2).isWord()
                && tokens.peek(3).is("(");
        if (!isCall) {
            throw Mistake.notInLanguage(
                    object.place(), object.shown(), "the right side is a list of calls such as " + example());
        }
        tokens.next();
        tokens.next();
        String verb = object.text() + "." + tokens.next().text();
        tokens.next();
        Say say =
                switch (names.step()) {
                    case CLASSIFICATION -> classify(object, verb, tokens);
                    case ELIGIBILITY -> propose(object, verb, tokens);
                    case POLICY -> suppress(object, verb, tokens);
                    case ARBITRATION -> rank(object, verb, tokens);
                };
        tokens.expect(")");
        return say;
    }

    private Say classify(Token at, String verb, Tokens tokens) {
        return switch (verb) {
            case "classify.stage" -> new Say.Stage(known(tokens, "stage", names.stages()));
            case "classify.segment" ->
                new Say.Segment(
                        known(tokens, "segment", names.vocabulary().segments().keySet()));
            case "classify.score" -> {
                String id = known(tokens, "score", names.vocabulary().scores().keySet());
                tokens.expect(",");
                Term points = points(tokens);
                tokens.expect(",");
                yield new Say.Score(id, points, reason(tokens));
            }
            default -> throw unknown(at, verb, List.of("classify.stage", "classify.segment", "classify.score"));
        };
    }

    private Say propose(Token at, String verb, Tokens tokens) {
        if (verb.equals("offers.propose")) {
            return new Say.Propose(
                    names.hasAllOffers()
                            ? known(tokens, "offer", names.offers().keySet())
                            : text(tokens, "the offer in quotes").text());
        }
        throw unknown(at, verb, List.of("offers.propose"));
    }

    private Say suppress(Token at, String verb, Tokens tokens) {
        if (!verb.equals("policy.suppress")) {
            throw unknown(at, verb, List.of("policy.suppress"));
        }
        offer(tokens);
        Token code = text(tokens, "the code of the reason in quotes, such as \"OPEN-COMPLAINT\"");
        if (!CODE.matcher(code.text()).matches()) {
            throw new Mistake(
                    Kind.WRONG_CALL,
                    code.place(),
                    "'" + Nearest.shorten(code.text())
                            + "' is no code: one to 60 letters from A to Z, digits, dashes and low lines, such as OPEN-COMPLAINT");
        } else if (code.text().equalsIgnoreCase(VocabularyReader.NONE)) {
            throw new Mistake(
                    Kind.WRONG_CALL,
                    code.place(),
                    "'none' is no code, since it says in cases that nothing is suppressed");
        }
        tokens.expect(",");
        return new Say.Suppress(code.text(), reason(tokens));
    }

    private Say rank(Token at, String verb, Tokens tokens) {
        return switch (verb) {
            case "rank.value" -> {
                offer(tokens);
                yield new Say.Value(quantity(tokens, Quantity.VALUE));
            }
            case "rank.weight" -> {
                offer(tokens);
                Term factor = quantity(tokens, Quantity.FACTOR);
                tokens.expect(",");
                yield new Say.Weight(factor, reason(tokens));
            }
            case "rank.propensity" -> {
                offer(tokens);
                yield new Say.Propensity(quantity(tokens, Quantity.PROPENSITY));
            }
            default -> throw unknown(at, verb, List.of("rank.value", "rank.weight", "rank.propensity"));
        };
    }

    /** The candidate, of which there is one, and what stands behind it. */
    private void offer(Tokens tokens) {
        Token offer = tokens.peek();
        if (!offer.isWord() || !scope.isBound(offer.text(), Fact.OFFER)) {
            throw new Mistake(
                    Kind.WRONG_CALL,
                    offer.place(),
                    "expected the offer, found " + offer.shown()
                            + "; write $offer : Offer() or $offer : Offer(…) among the conditions, not behind an or, and $offer here");
        }
        tokens.next();
        tokens.expect(",");
    }

    private Mistake unknown(Token at, String verb, List<String> verbs) {
        boolean ours = verb.startsWith(names.step().global() + ".");
        return ours
                ? new Mistake(Kind.UNKNOWN_NAME, at.place(), Nearest.unknown("verb", verb, verbs))
                : Mistake.notInLanguage(
                        at.place(),
                        "'" + Nearest.shorten(verb) + "(…)'",
                        "here a rule says one of " + String.join(", ", verbs));
    }

    private static String known(Tokens tokens, String kind, Collection<String> known) {
        Token id = text(tokens, "the " + kind + " in quotes");
        if (!known.contains(id.text())) {
            throw new Mistake(Kind.UNKNOWN_VALUE, id.place(), Nearest.unknown(kind, id.text(), known));
        }
        return id.text();
    }

    /** Null when there is none. */
    private Term.@Nullable Ref bound(Tokens tokens, String whatIs) {
        Token token = tokens.peek();
        if (!token.isWord() || !token.text().startsWith("$")) {
            return null;
        }
        tokens.next();
        Term.Ref ref = scope.bound(token.place(), token.text(), null);
        if (!ref.isNumber()) {
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    token.place(),
                    whatIs + " a number, and " + ref.name() + " is of type "
                            + ref.type().word());
        }
        return ref;
    }

    private Term quantity(Tokens tokens, Quantity quantity) {
        Term.Ref ref = bound(tokens, quantity.what() + " is");
        if (ref != null) {
            return ref;
        }
        boolean negative = tokens.take("-");
        Token token = tokens.expect(Sort.NUMBER, "a number such as 1.5, or a bound number");
        double number = Literals.number(new Expression.NumberLiteral(token.place(), token.text()))
                .number();
        if ((negative && number > 0) || number > quantity.most()) {
            throw new Mistake(
                    Kind.WRONG_CALL,
                    token.place(),
                    quantity.what() + " is a number from 0 to "
                            + new BigDecimal(quantity.most()).toPlainString() + ", not "
                            + (negative ? "-" : "") + Nearest.shorten(token.text()));
        }
        return new Term.Number(number);
    }

    private Term points(Tokens tokens) {
        Term.Ref ref = bound(tokens, "points are");
        if (ref != null) {
            return ref;
        }
        boolean negative = tokens.take("-");
        Token number = tokens.expect(Sort.NUMBER, "whole points such as 10 or -5, or a bound number");
        String digits = (negative ? "-" : "") + number.text();
        if (!POINTS.matcher(digits).matches()) {
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    number.place(),
                    "'" + Nearest.shorten(digits) + "' is no whole number of points of at most 9 digits");
        }
        return new Term.Number(Integer.parseInt(digits));
    }

    private static String reason(Tokens tokens) {
        Token reason = text(tokens, "the reason in quotes, as people read it");
        if (reason.text().isBlank() || reason.text().length() > LONGEST_REASON) {
            throw new Mistake(
                    Kind.WRONG_CALL,
                    reason.place(),
                    "a reason is a sentence of 1 to " + LONGEST_REASON + " characters");
        }
        return reason.text();
    }

    private static Token text(Tokens tokens, String what) {
        if (tokens.peek().sort() != Sort.STRING) {
            throw new Mistake(
                    Kind.WRONG_CALL,
                    tokens.place(),
                    "expected " + what + ", found " + tokens.peek().shown());
        }
        return tokens.next();
    }
}
