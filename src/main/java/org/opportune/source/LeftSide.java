package org.opportune.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Canonical;
import org.opportune.model.Condition;
import org.opportune.model.Fact;
import org.opportune.model.Step;
import org.opportune.source.Token.Sort;

/** Reads a rule's left side: patterns of the step's facts, at most one of each, joined by {@code and} and {@code or}. */
final class LeftSide {
    private static final Map<String, String> FORBIDDEN = Map.ofEntries(
            Map.entry("not", "say the opposite of a comparison, or declare a feature"),
            Map.entry("exists", "facts are always there; compare their properties"),
            Map.entry("forall", "what aggregates is a feature of the vocabulary"),
            Map.entry("accumulate", "what aggregates is a feature of the vocabulary"),
            Map.entry("acc", "what aggregates is a feature of the vocabulary"),
            Map.entry("collect", "what aggregates is a feature of the vocabulary"),
            Map.entry("groupby", "what aggregates is a feature of the vocabulary"),
            Map.entry("eval", "compare properties inside a pattern"),
            Map.entry("do", "a rule has one right side"),
            Map.entry("break", "a rule has one right side"),
            Map.entry("if", "write two rules"));

    private final Names names;
    private final Scope scope;
    private final Meaning meaning;
    private final Findings findings;
    private final boolean canonical;
    private int depth;

    LeftSide(Names names, Scope scope, boolean canonical, Findings findings) {
        this.names = names;
        this.scope = scope;
        this.meaning = new Meaning(names, scope, canonical);
        this.findings = findings;
        this.canonical = canonical;
    }

    /** What was read, with the facts of its patterns and where the last of them stands. */
    private record Part(Condition condition, Set<Fact> facts, Place place) {}

    /** Up to {@code then} or the end of the text. Throws a {@link Mistake} where the structure is wrong; wrong constraints are findings. */
    Condition read(Tokens tokens) {
        List<Part> parts = new ArrayList<>();
        while (!tokens.atEnd() && !tokens.at("then")) {
            parts.add(or(tokens));
            if (!tokens.take(",")) {
                tokens.take(";");
            }
        }
        return all(parts, tokens.place()).condition();
    }

    private Part or(Tokens tokens) {
        List<Part> branches = new ArrayList<>();
        Runnable forget = scope.mark();
        branches.add(and(tokens));
        while (Capitals.take(tokens, "or", findings)) {
            forget.run();
            branches.add(and(tokens));
        }
        if (branches.size() == 1) {
            return branches.get(0);
        }
        forget.run();
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        branches.forEach(branch -> facts.addAll(branch.facts()));
        return new Part(
                Condition.any(branches.stream().map(Part::condition).toList()),
                facts,
                branches.get(0).place());
    }

    private Part and(Tokens tokens) {
        List<Part> parts = new ArrayList<>();
        parts.add(one(tokens));
        while (Capitals.take(tokens, "and", findings)) {
            parts.add(one(tokens));
        }
        return all(parts, tokens.place());
    }

    private static Part all(List<Part> parts, Place end) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        for (Part part : parts) {
            for (Fact fact : part.facts()) {
                if (!facts.add(fact)) {
                    throw Mistake.notInLanguage(
                            part.place(),
                            "a second pattern of " + fact.word(),
                            "there is one of each, so put all conditions into one");
                }
            }
        }
        Place place = parts.isEmpty() ? end : parts.get(parts.size() - 1).place();
        return new Part(Condition.all(parts.stream().map(Part::condition).toList()), facts, place);
    }

    private Part one(Tokens tokens) {
        if (tokens.at("(")) {
            if (++depth > ExpressionReader.DEEPEST) {
                throw new Mistake(
                        Kind.TOO_COMPLEX,
                        tokens.place(),
                        "nested more than " + ExpressionReader.DEEPEST + " deep; write simpler rules");
            }
            tokens.next();
            Part inner = or(tokens);
            tokens.expect(")");
            depth--;
            return inner;
        }
        return pattern(tokens);
    }

    private Part pattern(Tokens tokens) {
        Token first = tokens.peek();
        String instead = first.isWord() ? FORBIDDEN.get(first.text()) : null;
        if (instead != null) {
            throw Mistake.notInLanguage(first.place(), first.shown(), instead);
        }
        if (first.is("?") || first.is("/") || first.is("@")) {
            throw Mistake.notInLanguage(
                    first.place(), first.shown(), "a rule has patterns such as Customer(ordersTotal > 3)");
        }
        Token variable = null;
        if (first.isWord() && tokens.peek(1).is(":")) {
            variable = tokens.next();
            tokens.next();
        }
        Token type = tokens.expect(Sort.WORD, "a pattern such as Customer(ordersTotal > 3)");
        if (tokens.at(".") && Arrays.stream(Step.values()).anyMatch(step -> type.is(step.global()))) {
            throw Mistake.syntax(type, "'then' before what the rule says");
        }
        if (tokens.at(".")) {
            throw Mistake.notInLanguage(
                    type.place(), "a pattern with a qualified name", "name the fact alone, such as Customer");
        }
        Fact fact = canonical ? canonicalRow(type) : names.fact(type.place(), type.text());
        tokens.expect("(");
        if (variable != null && fact != null) {
            scope.bind(variable, fact);
        } else if (variable != null && variable.is(Canonical.OFFER)) {
            scope.bind(variable, Fact.OFFER); // the row has the offer in it
        }
        scope.enter(fact);
        Condition condition = constraints(tokens);
        tokens.expect(")");
        if (tokens.peek().isWord()
                && Set.of("from", "over").contains(tokens.peek().text())) {
            throw Mistake.notInLanguage(
                    tokens.place(), tokens.peek().shown(), "what aggregates is a feature of the vocabulary");
        }
        return new Part(condition, fact == null ? Set.of() : EnumSet.of(fact), first.place());
    }

    private @Nullable Fact canonicalRow(Token type) {
        if (!type.is(Canonical.row(names.step()))) {
            throw new Mistake(Kind.UNKNOWN_NAME, type.place(), type.shown() + " is not the row of this step");
        }
        return null;
    }

    /** Separated by commas, up to a closing bracket or the end of the text. */
    Condition constraints(Tokens tokens) {
        List<Condition> conditions = new ArrayList<>();
        if (tokens.at(")") || tokens.atEnd()) {
            return Condition.ALWAYS;
        }
        do {
            conditions.add(constraint(tokens));
        } while (tokens.take(","));
        return Condition.all(conditions);
    }

    private Condition constraint(Tokens tokens) {
        Token variable = null;
        if (tokens.peek().isWord() && tokens.peek(1).is(":")) {
            variable = tokens.next();
            tokens.next();
            if (!variable.text().startsWith("$")) {
                throw Mistake.syntax(variable, "a binding whose name begins with $, as in $n : ordersTotal");
            }
        }
        Expression expression = new ExpressionReader(tokens).read();
        try {
            if (variable == null) {
                return meaning.condition(expression);
            }
            Expression bound = expression instanceof Expression.Relation relation ? relation.left() : expression;
            if (!(bound instanceof Expression.Name name)) {
                throw Mistake.syntax(variable, "a property to bind, as in $n : ordersTotal");
            }
            scope.bind(variable, scope.name(name.place(), name.name()));
            return bound == expression ? Condition.ALWAYS : meaning.condition(expression);
        } catch (Mistake mistake) {
            mistake.addTo(findings); // the text goes on behind it
            return Condition.ALWAYS;
        }
    }
}
