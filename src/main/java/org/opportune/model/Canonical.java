package org.opportune.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opportune.model.Condition.Affix;
import org.opportune.model.Condition.All;
import org.opportune.model.Condition.Any;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.Contains;
import org.opportune.model.Condition.In;
import org.opportune.model.Condition.Known;
import org.opportune.model.Term.Arithmetic;
import org.opportune.model.Term.Ref;

/**
 * Prints rules as canonical DRL: the only text that reaches the engine. One pattern over the step's row, whose properties are named
 * {@code customer_orders90d}; every unknown value guarded where the engine would match or fail; equality first, ranges last; numbers as doubles, days
 * as {@code 20260301} and times as microseconds of the epoch.
 */
public final class Canonical {
    /** Of the rule model: raised whenever the same source comes to mean something else, or is printed otherwise. */
    public static final int VERSION = 1;

    /** The row, in the steps whose verbs take the candidate. */
    public static final String OFFER = "$offer";

    private static final Pattern ESCAPED = Pattern.compile("\\^\\{([0-9a-f]{1,2})}");
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private Canonical() {}

    /** The row's class of a step, such as {@code ClassificationRow}. */
    public static String row(Step step) {
        return Character.toUpperCase(step.folder().charAt(0)) + step.folder().substring(1) + "Row";
    }

    /** The row's property that holds a fact's. */
    public static String property(Ref ref) {
        return property(ref.fact(), ref.name());
    }

    public static String property(Fact fact, String name) {
        return fact.word().toLowerCase(Locale.ROOT) + "_" + name;
    }

    /** What the rules of one step are to the engine. */
    public static String print(Step step, List<Rule> rules) {
        StringBuilder drl = new StringBuilder(header(step));
        rules.forEach(rule -> drl.append('\n').append(print(rule)));
        return drl.toString();
    }

    public static String header(Step step) {
        return "package " + step.packageName() + ";\n"
                + "import " + Step.FACTS + "." + row(step) + ";\n"
                + "global " + step.verbs() + " " + step.global() + ";\n"
                + "ruleflow-group " + quoted(step.folder()) + "\n";
    }

    public static String print(Rule rule) {
        Map<Ref, String> bindings = new LinkedHashMap<>();
        for (Say say : rule.then()) {
            Ref ref = say.bound();
            if (ref != null) {
                bindings.putIfAbsent(ref, "$" + property(ref));
            }
        }
        List<String> constraints = new ArrayList<>();
        bindings.forEach((ref, name) -> constraints.add(name + " : " + property(ref)));
        Condition when = rule.when();
        List<Condition> parts = when instanceof All all ? all.parts() : List.of(when);
        parts.forEach(part -> constraints.add(print(part, false)));
        return "rule " + quoted(engineName(rule.name())) + "\n"
                + (rule.salience() == 0 ? "" : "    salience " + rule.salience() + "\n")
                + (rule.group() == null
                        ? ""
                        : "    activation-group " + quoted(group(rule.step(), rule.group())) + "\n")
                + "when\n    " + (rule.step().hasOffer() ? OFFER + " : " : "") + row(rule.step()) + "("
                + String.join(", ", constraints) + ")\nthen\n"
                + rule.then().stream()
                        .map(say -> "    " + rule.step().global() + "." + print(say) + ";\n")
                        .collect(Collectors.joining())
                + "end\n";
    }

    /** The engine has one space of groups for all steps. */
    public static String group(Step step, String name) {
        return step.folder() + "/" + engineName(name);
    }

    /**
     * The name of a rule or a group as the engine may see it. It copies names into the Java that it compiles without escaping them, in texts and in
     * comments, so that a name could be code; what could end either is written as its number: {@code ^{22}} is a quote.
     */
    public static String engineName(String name) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean endsComment = c == '*' && name.startsWith("/", i + 1);
            boolean dangerous = c == '"' || c == '\\' || c == '^' || c < ' ' || endsComment;
            safe.append(dangerous ? "^{" + Integer.toHexString(c) + "}" : String.valueOf(c));
        }
        return safe.toString();
    }

    /** The name that the author gave, of what {@link #engineName} made of it. */
    public static String authorName(String name) {
        return name.indexOf('^') < 0
                ? name
                : ESCAPED.matcher(name)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /** Brackets stand only around alternatives of which one must hold beside something else: the engine's parser goes back at each of them. */
    private static String print(Condition condition, boolean inAll) {
        if (condition instanceof All all) {
            return all.parts().isEmpty() ? "1 == 1" : join(all.parts(), " && ", true);
        } else if (condition instanceof Any any) {
            String joined = any.parts().isEmpty() ? "1 == 2" : join(any.parts(), " || ", false);
            return inAll ? "(" + joined + ")" : joined;
        }
        String guards = Condition.impliedKnown(condition).stream()
                .map(ref -> property(ref) + " != null && ")
                .collect(Collectors.joining());
        return guards + test(condition);
    }

    private static String join(List<Condition> parts, String sign, boolean inAll) {
        return parts.stream().map(part -> print(part, inAll)).collect(Collectors.joining(sign));
    }

    private static String test(Condition condition) {
        if (condition instanceof Known known) {
            return property(known.ref()) + (known.known() ? " != null" : " == null");
        } else if (condition instanceof Compare compare) {
            return print(compare.left()) + " " + compare.operator().sign() + " " + print(compare.right());
        } else if (condition instanceof In in) {
            return property(in.ref()) + (in.among() ? " in (" : " not in (")
                    + in.values().stream().map(Canonical::print).collect(Collectors.joining(", ")) + ")";
        } else if (condition instanceof Contains contains) {
            return property(contains.set())
                    + (contains.has() ? " contains " : " not contains ")
                    + print(contains.member());
        } else if (condition instanceof Affix affix) {
            String does = affix.does() ? "" : "not ";
            return property(affix.ref()) + " "
                    + switch (affix.where()) {
                        case STARTS_WITH -> does + "str[startsWith] ";
                        case ENDS_WITH -> does + "str[endsWith] ";
                        case CONTAINS -> does + "contains ";
                    }
                    + quoted(affix.text());
        }
        throw new IllegalArgumentException("not a test: " + condition);
    }

    private static String print(Term term) {
        if (term instanceof Ref ref) {
            return property(ref);
        } else if (term instanceof Term.Number number) {
            return number(number.number());
        } else if (term instanceof Term.Text text) {
            return quoted(text.text());
        } else if (term instanceof Term.Flag flag) {
            return String.valueOf(flag.flag());
        } else if (term instanceof Term.Day day) {
            return number(day(day.day()));
        } else if (term instanceof Term.Time time) {
            return micros(time.time()) + "L";
        } else if (term instanceof Arithmetic arithmetic) {
            return arithmetic(arithmetic);
        }
        throw new IllegalArgumentException("not a term: " + term);
    }

    /** A product or quotient may be a zero below zero, which the engine takes for less than zero; what is added makes it the one zero that rules know. */
    private static String arithmetic(Arithmetic arithmetic) {
        String result = operand(arithmetic, arithmetic.left()) + " "
                + arithmetic.operation().sign() + " " + operand(arithmetic, arithmetic.right());
        return isProduct(arithmetic) ? result + " + 0.0" : result;
    }

    private static String operand(Arithmetic of, Term term) {
        return isBracketed(of, term) ? "(" + print(term) + ")" : print(term);
    }

    private static boolean isProduct(Arithmetic arithmetic) {
        return arithmetic.operation() == Term.Operation.TIMES || arithmetic.operation() == Term.Operation.DIVIDED_BY;
    }

    /** Whether an operand is printed in brackets: each sum is, but at the beginning of another. */
    public static boolean isBracketed(Arithmetic of, Term operand) {
        return operand instanceof Arithmetic && (isProduct(of) || operand == of.right());
    }

    /** A day as the row holds it: {@code 20260301}. */
    public static double day(LocalDate day) {
        return day.getYear() * 10_000.0 + day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    /** A time in UTC as the row holds it. */
    public static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(EPOCH, time);
    }

    private static String number(double number) {
        String plain =
                new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    private static String print(Say say) {
        if (say instanceof Say.Stage stage) {
            return "stage(" + quoted(stage.id()) + ")";
        } else if (say instanceof Say.Segment segment) {
            return "segment(" + quoted(segment.id()) + ")";
        } else if (say instanceof Say.Score score) {
            String points = score.points() instanceof Term.Number number
                    ? new BigDecimal(number.number()).toBigInteger().toString()
                    : said(score.points());
            return "score(" + quoted(score.id()) + ", " + points + ", " + quoted(score.because()) + ")";
        } else if (say instanceof Say.Propose propose) {
            return "propose(" + quoted(propose.offer()) + ")";
        } else if (say instanceof Say.Suppress suppress) {
            return "suppress(" + OFFER + ", " + quoted(suppress.code()) + ", " + quoted(suppress.because()) + ")";
        } else if (say instanceof Say.Value value) {
            return "value(" + OFFER + ", " + said(value.number()) + ")";
        } else if (say instanceof Say.Weight weight) {
            return "weight(" + OFFER + ", " + said(weight.number()) + ", " + quoted(weight.because()) + ")";
        } else if (say instanceof Say.Propensity propensity) {
            return "propensity(" + OFFER + ", " + said(propensity.number()) + ")";
        }
        throw new IllegalArgumentException("nothing can be said: " + say);
    }

    private static String said(Term number) {
        return number instanceof Ref ref ? "$" + property(ref) : print(number);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
