package org.opportune.rulebook;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.Facts;

/** Checks a rule's left side: patterns of the step's facts, at most one of each, that compare properties which the vocabulary declares. */
final class LeftSide {
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|[0-9][0-9.A-Za-z]*|[$A-Za-z_][$\\w]*|\\S");
    private static final Set<String> WORDS = Set.of(
            "in", "not", "contains", "excludes", "memberOf", "str", "startsWith", "endsWith", "null", "true", "false");

    private final Facts facts;
    private final Findings findings;

    LeftSide(Facts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    void check(RuleFile file, RuleDescr rule) {
        elements(file, rule, rule.getLhs());
    }

    private void elements(RuleFile file, RuleDescr rule, ConditionalElementDescr parent) {
        Set<String> seen = new HashSet<>();
        for (Object child : parent.getDescrs()) {
            if (child instanceof PatternDescr pattern) {
                if (!seen.add(pattern.getObjectType()) && parent instanceof AndDescr) {
                    add(
                            file,
                            pattern,
                            "the rule has two patterns of " + pattern.getObjectType()
                                    + "; there is one of each, so put all conditions into one");
                }
                pattern(file, pattern);
            } else if (child instanceof AndDescr || child instanceof OrDescr) {
                elements(file, rule, (ConditionalElementDescr) child);
            } else if (child instanceof BaseDescr other) {
                add(
                        file,
                        other,
                        "'" + word(other)
                                + "' is not part of the rules' language; a rule compares facts, and what aggregates is a feature of the vocabulary");
            }
        }
    }

    private static String word(BaseDescr descr) {
        return descr.getClass().getSimpleName().replace("Descr", "").toLowerCase(Locale.ROOT);
    }

    private void pattern(RuleFile file, PatternDescr pattern) {
        String type = pattern.getObjectType();
        if (!file.step().facts().contains(type)) {
            add(file, pattern, Nearest.unknown("fact", type, file.step().facts()));
            return;
        }
        if (pattern.getSource() != null || !pattern.getBehaviors().isEmpty()) {
            add(file, pattern, "'from' and windows are not part of the rules' language");
        }
        FactShape shape = shape(type);
        for (BaseDescr constraint : pattern.getConstraint().getDescrs()) {
            if (constraint instanceof ExprConstraintDescr expression) {
                expression(file, shape, expression);
            } else {
                add(file, constraint, "'" + word(constraint) + "' is not part of the rules' language");
            }
        }
    }

    private FactShape shape(String type) {
        return switch (type) {
            case "Customer" -> facts.customer();
            case "Context" -> facts.context();
            default -> facts.classification();
        };
    }

    private void expression(RuleFile file, FactShape shape, ExprConstraintDescr expression) {
        String text = expression.getExpression();
        Matcher token = TOKEN.matcher(text);
        String before = "";
        while (token.find()) {
            String word = token.group();
            boolean name = Character.isJavaIdentifierStart(word.charAt(0));
            boolean called = token.end() < text.length()
                    && text.substring(token.end()).stripLeading().startsWith("(");
            if (name && called && !word.equals("in")) {
                add(
                        file,
                        expression,
                        text,
                        token.start(),
                        "'" + word
                                + "(…)' is a call, and calls are not part of the rules' language; compare facts, or declare a feature");
            } else if (name && (before.equals(".") || before.equals("#"))) {
                add(
                        file,
                        expression,
                        text,
                        token.start(),
                        "'." + word + "' reaches into a value, which is not part of the rules' language");
            } else if (name && !WORDS.contains(word) && !word.startsWith("$") && !shape.has(word)) {
                add(
                        file,
                        expression,
                        text,
                        token.start(),
                        Nearest.unknown("property of " + shape.name(), word, shape.names()));
            } else if (word.equals("{")
                    || word.equals("@")
                    || word.equals(";")
                    || (word.equals("[") && !before.equals("str"))) {
                add(file, expression, text, token.start(), "'" + word + "' is not part of the rules' language");
            }
            before = word;
        }
    }

    private void add(RuleFile file, BaseDescr place, String message) {
        findings.add(file.finding(place.getLine(), place.getColumn() + 1, message));
    }

    private void add(RuleFile file, BaseDescr place, String text, int offset, String message) {
        String upTo = text.substring(0, offset);
        int lines = (int) upTo.chars().filter(c -> c == '\n').count();
        int column = lines == 0 ? place.getColumn() + 1 + offset : offset - upTo.lastIndexOf('\n');
        findings.add(file.finding(place.getLine() + lines, column, message));
    }
}
