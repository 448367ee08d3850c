package org.opportune.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Kind;
import org.opportune.source.Expression.Bound;
import org.opportune.source.Expression.Calculation;
import org.opportune.source.Expression.FlagLiteral;
import org.opportune.source.Expression.Junction;
import org.opportune.source.Expression.Name;
import org.opportune.source.Expression.Negative;
import org.opportune.source.Expression.Not;
import org.opportune.source.Expression.NullLiteral;
import org.opportune.source.Expression.NumberLiteral;
import org.opportune.source.Expression.Relation;
import org.opportune.source.Expression.TextLiteral;
import org.opportune.source.Token.Sort;

/** Reads the expression of a constraint: {@code ||} binds least, then {@code &&}, tests, sums, products. Nesting is bounded. */
final class ExpressionReader {
    static final int DEEPEST = 30;
    private static final int MOST_CALCULATIONS = 1_000;
    private static final int LONGEST_LIST = 1_000;
    private static final Set<String> SIGNS = Set.of("==", "!=", "<", "<=", ">", ">=");
    /** Signs and words of other languages. */
    private static final Map<String, String> FOREIGN =
            Map.of("\u2264", "<=", "\u2265", ">=", "\u2260", "!=", "is", "==", "equals", "==");

    private static final Set<String> WORDS = Set.of("in", "contains", "memberOf", "excludes", "str");
    private static final Set<String> FORBIDDEN = Set.of(
            "matches",
            "soundslike",
            "new",
            "instanceof",
            "this",
            "eval",
            "from",
            "over",
            "after",
            "before",
            "during",
            "coincides",
            "finishes",
            "includes",
            "meets",
            "overlaps",
            "starts",
            "isA",
            "super");

    private final Tokens tokens;
    private int depth;
    private int calculations;
    private @Nullable Expression lastLeft;

    ExpressionReader(Tokens tokens) {
        this.tokens = tokens;
    }

    Expression read() {
        return deeper(() -> junction(false));
    }

    private Expression deeper(java.util.function.Supplier<Expression> read) {
        if (++depth > DEEPEST) {
            throw new Mistake(
                    Kind.TOO_COMPLEX,
                    tokens.place(),
                    "the condition is nested more than " + DEEPEST + " deep; write simpler rules");
        }
        try {
            return read.get();
        } finally {
            depth--;
        }
    }

    private Expression junction(boolean all) {
        List<Expression> parts = new ArrayList<>();
        Token first = tokens.peek();
        parts.add(all ? relation() : junction(true));
        while (tokens.take(all ? "&&" : "||")) {
            parts.add(all ? relation() : junction(true));
        }
        checkJoin(tokens.peek());
        return parts.size() == 1 ? parts.get(0) : new Junction(first.place(), all, parts);
    }

    /** Words and signs of other languages. */
    private static void checkJoin(Token join) {
        if (join.is("and") || join.is("AND") || join.is("&")) {
            throw Mistake.syntax(join, "'&&' or a comma between two constraints of a pattern");
        } else if (join.is("or") || join.is("OR") || join.is("|")) {
            throw Mistake.syntax(join, "'||' between two constraints of a pattern");
        }
    }

    private Expression relation() {
        Token first = tokens.peek();
        Expression left;
        if (SIGNS.contains(first.text()) && first.sort() == Sort.SYMBOL && lastLeft != null) {
            left = lastLeft; // x > 3 && < 10
        } else {
            left = sum();
        }
        Token operator = tokens.peek();
        checkSign(operator, tokens.peek(1));
        if (operator.is("between")) {
            throw between(left);
        }
        if (operator.sort() == Sort.SYMBOL && SIGNS.contains(operator.text())) {
            tokens.next();
            lastLeft = left;
            return new Relation(first.place(), left, operator.text(), false, List.of(sum()));
        }
        boolean not = operator.is("not");
        Token word = not ? tokens.peek(1) : operator;
        if (!word.isWord() || !(WORDS.contains(word.text()) || isOperator(word) || not)) {
            return left;
        }
        if (not) {
            tokens.next();
        }
        lastLeft = left;
        return wordRelation(first, left, not);
    }

    /** Of another language, with a value behind it. */
    private boolean isOperator(Token word) {
        Sort behind = tokens.peek(1).sort();
        return FORBIDDEN.contains(word.text()) || behind == Sort.STRING || behind == Sort.NUMBER;
    }

    private static void checkSign(Token sign, Token next) {
        String ours = sign.sort() == Sort.STRING ? null : FOREIGN.get(sign.text());
        if (ours != null) {
            throw Mistake.syntax(sign, "'" + ours + "'");
        } else if (sign.is("=")) {
            throw Mistake.syntax(sign, next.is(">") ? "'>='" : next.is("<") ? "'<='" : "'=='");
        } else if (sign.is("<") && next.is(">")) {
            throw Mistake.syntax(sign, "'!='");
        }
    }

    private Mistake between(Expression left) {
        String name = left instanceof Name property ? property.name() : "x";
        boolean shown = tokens.peek(1).sort() == Sort.NUMBER && tokens.peek(3).sort() == Sort.NUMBER;
        return Mistake.notInLanguage(
                tokens.place(),
                "'between'",
                "write " + name + " >= " + (shown ? tokens.peek(1).text() : "1") + ", " + name + " <= "
                        + (shown ? tokens.peek(3).text() : "3"));
    }

    private Expression wordRelation(Token first, Expression left, boolean not) {
        Token word = tokens.next();
        return switch (word.text()) {
            case "in" -> new Relation(first.place(), left, "in", not, list());
            case "contains", "memberOf" -> new Relation(first.place(), left, word.text(), not, List.of(sum()));
            case "excludes" -> new Relation(first.place(), left, "contains", !not, List.of(sum()));
            case "str" -> {
                tokens.expect("[");
                Token how = tokens.expect(Sort.WORD, "'startsWith' or 'endsWith'");
                if (!how.text().equals("startsWith") && !how.text().equals("endsWith")) {
                    throw Mistake.notInLanguage(
                            how.place(), "'str[" + how.text() + "]'", "use str[startsWith] or str[endsWith]");
                }
                tokens.expect("]");
                yield new Relation(first.place(), left, how.text(), not, List.of(sum()));
            }
            default ->
                throw Mistake.notInLanguage(
                        word.place(),
                        word.shown(),
                        "compare with ==, !=, <, <=, >, >=, in, contains, memberOf, str[…]");
        };
    }

    private List<Expression> list() {
        Token open = tokens.expect("(");
        List<Expression> values = new ArrayList<>();
        do {
            values.add(sum());
        } while (tokens.take(","));
        tokens.expect(")");
        if (values.size() > LONGEST_LIST) {
            throw new Mistake(
                    Kind.TOO_COMPLEX,
                    open.place(),
                    "the list has " + values.size() + " values; at most " + LONGEST_LIST + " are compared");
        }
        return values;
    }

    private Expression sum() {
        Expression left = product();
        while (tokens.at("+") || tokens.at("-")) {
            Token sign = tokens.next();
            left = calculation(sign, left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = operand();
        while (tokens.at("*") || tokens.at("/") || tokens.at("%")) {
            Token sign = tokens.next();
            if (sign.is("%")) {
                throw Mistake.notInLanguage(sign.place(), "'%'", "numbers have +, -, * and / by a number");
            }
            left = calculation(sign, left, operand());
        }
        return left;
    }

    /** A sum of many is as deep as it is long to whoever reads it. */
    private Expression calculation(Token sign, Expression left, Expression right) {
        if (++calculations > MOST_CALCULATIONS) {
            throw new Mistake(
                    Kind.TOO_COMPLEX,
                    sign.place(),
                    "the condition reckons more than " + MOST_CALCULATIONS
                            + " times; declare a feature, or write simpler rules");
        }
        return new Calculation(sign.place(), left, sign.text(), right);
    }

    private Expression operand() {
        Token token = tokens.peek();
        if (token.is("!")) {
            tokens.next();
            return deeper(() -> new Not(token.place(), operand()));
        }
        if (token.is("-")) {
            tokens.next();
            if (tokens.at("-") && tokens.peek().offset() == token.offset() + 1) {
                throw Mistake.syntax(tokens.peek(), "a property or a number behind one minus");
            }
            if (tokens.peek().sort() == Sort.NUMBER) {
                return new NumberLiteral(token.place(), "-" + tokens.next().text());
            }
            return deeper(() -> new Negative(token.place(), operand()));
        }
        if (token.is("(")) {
            tokens.next();
            Expression inner = read();
            tokens.expect(")");
            return inner;
        }
        return switch (token.sort()) {
            case NUMBER -> number(tokens.next());
            case STRING -> new TextLiteral(token.place(), tokens.next().text());
            case WORD -> word(tokens.next());
            default -> throw unexpected(token);
        };
    }

    private NumberLiteral number(Token number) {
        Token next = tokens.peek();
        if (next.sort() == Sort.NUMBER) {
            throw new Mistake(
                    Kind.SYNTAX,
                    number.place(),
                    "two numbers stand side by side; a number is written without spaces, as " + number.text()
                            + next.text());
        }
        return new NumberLiteral(number.place(), number.text());
    }

    private static Mistake unexpected(Token token) {
        if (token.is("/") || token.is("?")) {
            return Mistake.notInLanguage(
                    token.place(), "'" + token.text() + "' (a path or a query)", "compare properties");
        }
        return Mistake.syntax(token, "a property, a value or '('");
    }

    private Expression word(Token word) {
        if (word.is("null")) {
            return new NullLiteral(word.place());
        }
        if (word.is("true") || word.is("false")) {
            return new FlagLiteral(word.place(), word.is("true"));
        }
        if (FORBIDDEN.contains(word.text())) {
            throw Mistake.notInLanguage(word.place(), word.shown(), "compare properties with values");
        }
        if (tokens.at("(")) {
            throw Mistake.notInLanguage(
                    word.place(), "the call '" + word.text() + "(…)'", "compare properties, or declare a feature");
        }
        if (tokens.at("#")) {
            throw Mistake.notInLanguage(tokens.place(), "'#' (a cast)", "compare properties");
        }
        if (tokens.at("[") || tokens.at("->") || tokens.at("::")) {
            throw Mistake.notInLanguage(tokens.place(), tokens.peek().shown(), "compare properties with values");
        }
        if (!tokens.at(".")) {
            return word.text().startsWith("$")
                    ? new Bound(word.place(), word.text(), null)
                    : new Name(word.place(), word.text());
        }
        Token dot = tokens.next();
        Token property = tokens.peek();
        boolean called = tokens.peek(1).is("(");
        if (!word.text().startsWith("$")
                || !property.isWord()
                || called
                || tokens.peek(1).is(".")) {
            throw Mistake.notInLanguage(
                    called ? property.place() : dot.place(),
                    called
                            ? "the call '" + property.text() + "(…)'"
                            : "'." + property.text() + "', which reaches into a value,",
                    "compare properties, or declare a feature");
        }
        return new Bound(word.place(), word.text(), tokens.next().text());
    }
}
