package org.opportune.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.model.Term;
import org.opportune.model.Term.Literal;
import org.opportune.model.Term.Ref;
import org.opportune.source.Expression.FlagLiteral;
import org.opportune.source.Expression.NumberLiteral;
import org.opportune.source.Expression.TextLiteral;
import org.opportune.vocabulary.Type;

/** Reads the value that stands beside a property, as the property's type has it. */
final class Literals {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,12})(\\.[0-9]{1,9})?");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^(-?)0+([0-9])");
    private static final Pattern CANONICAL_TIME = Pattern.compile("-?[0-9]{1,19}L");
    private static final int LONGEST_TEXT = 1_000;

    private final Names names;
    private final boolean canonical;

    Literals(Names names, boolean canonical) {
        this.names = names;
        this.canonical = canonical;
    }

    static boolean isLiteral(Expression expression) {
        return expression instanceof NumberLiteral
                || expression instanceof TextLiteral
                || expression instanceof FlagLiteral;
    }

    /** For a set, a value that a member can have. */
    Literal read(Ref ref, Expression expression) {
        if (canonical && ref.type() == Type.DATE && expression instanceof NumberLiteral day) {
            int number = (int) number(day).number();
            return new Term.Day(LocalDate.of(number / 10_000, number / 100 % 100, number % 100));
        } else if (canonical
                && ref.type() == Type.DATE_TIME
                && expression instanceof NumberLiteral time
                && CANONICAL_TIME.matcher(time.digits()).matches()) {
            long micros =
                    Long.parseLong(time.digits().substring(0, time.digits().length() - 1));
            return new Term.Time(LocalDateTime.ofInstant(
                    Instant.EPOCH.plusNanos(0).plus(micros, java.time.temporal.ChronoUnit.MICROS), ZoneOffset.UTC));
        } else if (ref.isNumber() && expression instanceof NumberLiteral number) {
            return number(number);
        } else if (ref.type() == Type.BOOLEAN && expression instanceof FlagLiteral flag) {
            return new Term.Flag(flag.flag());
        } else if (expression instanceof TextLiteral text) {
            return text(ref, text);
        }
        throw wrong(ref, expression);
    }

    private Literal text(Ref ref, TextLiteral text) {
        if (ref.type() == Type.DATE) {
            return new Term.Day(day(text));
        } else if (ref.type() == Type.DATE_TIME) {
            return new Term.Time(time(text));
        } else if (ref.isText() || ref.type() == Type.CHOICES) {
            names.checkChoice(text.place(), ref, text.text());
            return new Term.Text(shortEnough(text));
        }
        throw wrong(ref, text);
    }

    static String shortEnough(TextLiteral text) {
        if (text.text().length() > LONGEST_TEXT) {
            throw new Mistake(
                    Kind.TOO_COMPLEX,
                    text.place(),
                    "the text has " + text.text().length() + " characters; at most " + LONGEST_TEXT + " are compared");
        }
        return text.text();
    }

    static Term.Number number(NumberLiteral literal) {
        if (!NUMBER.matcher(literal.digits()).matches()) {
            String plain = LEADING_ZEROS.matcher(literal.digits()).replaceFirst("$1$2");
            if (!plain.equals(literal.digits()) && NUMBER.matcher(plain).matches()) {
                throw new Mistake(
                        Kind.WRONG_TYPE,
                        literal.place(),
                        "'" + Nearest.shorten(literal.digits())
                                + "' begins with a zero, as codes do; for the number write " + plain
                                + ", for a code a text in quotes");
            }
            throw new Mistake(
                    Kind.WRONG_TYPE,
                    literal.place(),
                    "'" + Nearest.shorten(literal.digits())
                            + "' is not a number such as 12 or 12.50; at most 13 digits before and 9 after the point");
        }
        return new Term.Number(Double.parseDouble(literal.digits()));
    }

    static LocalDate day(TextLiteral text) {
        try {
            LocalDate day = LocalDate.parse(text.text());
            if (day.getYear() >= 1800 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeException e) {
            // said below, with the form that is expected
        }
        throw new Mistake(
                Kind.WRONG_TYPE,
                text.place(),
                "'" + Nearest.shorten(text.text()) + "' is not a day such as \"2026-03-01\", from 1800 to 2200");
    }

    private static LocalDateTime time(TextLiteral text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text.text());
            if (time.getNano() % 1_000 != 0) {
                throw new Mistake(
                        Kind.WRONG_TYPE,
                        text.place(),
                        "'" + Nearest.shorten(text.text())
                                + "' is finer than a microsecond, as no time is kept; at most 6 digits behind the point");
            }
            if (time.getYear() >= 1800 && time.getYear() <= 2200) {
                return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            }
        } catch (DateTimeException e) {
            // said below, with the form that is expected
        }
        throw new Mistake(
                Kind.WRONG_TYPE,
                text.place(),
                "'" + Nearest.shorten(text.text())
                        + "' is not a time such as \"2026-03-01T10:15:00Z\", from 1800 to 2200");
    }

    private static Mistake wrong(Ref ref, Expression expression) {
        String example =
                switch (ref.type()) {
                    case INTEGER, NUMBER, MONEY -> "a number such as 3";
                    case BOOLEAN -> "true or false";
                    case DATE -> "a day such as \"2026-03-01\"";
                    case DATE_TIME -> "a time such as \"2026-03-01T10:15:00Z\"";
                    default -> "a text in quotes";
                };
        return new Mistake(
                Kind.WRONG_TYPE,
                expression.place(),
                ref.name() + " is of type " + ref.type().word() + " and is compared with " + example + ", not with "
                        + shown(expression));
    }

    static String shown(Expression expression) {
        if (expression instanceof NumberLiteral number) {
            return "the number " + Nearest.shorten(number.digits());
        } else if (expression instanceof TextLiteral text) {
            return "the text \"" + Nearest.shorten(text.text()) + "\"";
        } else if (expression instanceof FlagLiteral flag) {
            return String.valueOf(flag.flag());
        } else if (expression instanceof Expression.Name name) {
            return name.name();
        } else if (expression instanceof Expression.Bound bound) {
            return bound.variable();
        } else if (expression instanceof Expression.NullLiteral) {
            return "null";
        }
        return "a condition";
    }
}
