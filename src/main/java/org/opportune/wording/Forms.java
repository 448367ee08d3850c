package org.opportune.wording;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.Type;

/** How values are said in one locale, by the data of ICU, which are the same on every Java. */
final class Forms {
    static final Map<String, Integer> DATE_STYLES = Map.of(
            "short", DateFormat.SHORT, "medium", DateFormat.MEDIUM, "long", DateFormat.LONG, "full", DateFormat.FULL);

    private static final long DAY = 86_400_000L;

    private final String tag;
    private final ULocale locale;
    private final String currency;

    Forms(String tag, String currency) {
        this.tag = tag;
        this.locale = ULocale.forLanguageTag(tag);
        this.currency = currency;
    }

    PluralRules plurals() {
        return PluralRules.forLocale(locale);
    }

    /** As its type is said where its author does not say how; null for what cannot stand in a text. */
    Piece.@Nullable Form plain(FactProperty fact) {
        return switch (fact.type()) {
            case TEXT, CHOICE -> text(fact.choices());
            case INTEGER, NUMBER, MONEY -> number(numbers(fact.type()));
            case DATE, DATE_TIME -> date(fact.type(), DateFormat.LONG, true);
            case BOOLEAN, CHOICES, ITEMS -> null;
        };
    }

    LocalizedNumberFormatter numbers(Type type) {
        LocalizedNumberFormatter plain = NumberFormatter.withLocale(locale);
        return switch (type) {
            case MONEY -> plain.unit(Currency.getInstance(currency));
            case INTEGER -> plain.precision(Precision.integer());
            default -> plain.precision(Precision.maxFraction(2));
        };
    }

    static Piece.Form number(LocalizedNumberFormatter numbers) {
        return (value, zone) -> value instanceof Number number
                ? numbers.format(number.doubleValue()).toString()
                : null;
    }

    /** ICU's formats of dates are not safe for threads, so that each use has its own copy. */
    Piece.Form date(Type type, int style, boolean isWithTime) {
        DateFormat format = type == Type.DATE_TIME && isWithTime
                ? DateFormat.getDateTimeInstance(style, DateFormat.SHORT, locale)
                : DateFormat.getDateInstance(style, locale);
        format.setTimeZone(TimeZone.GMT_ZONE);
        return (value, zone) -> {
            Long wall = wall(value, zone);
            return wall == null ? null : format.clone().format(wall);
        };
    }

    String time(LocalTime time) {
        DateFormat format = DateFormat.getTimeInstance(DateFormat.SHORT, locale);
        format.setTimeZone(TimeZone.GMT_ZONE);
        return format.format(time.toSecondOfDay() * 1_000L);
    }

    /** What a clock on the wall shows, as if it were that of Greenwich: time zones are those of the JDK, as everywhere else. */
    private static @Nullable Long wall(Object value, ZoneId zone) {
        if (value instanceof LocalDate day) {
            return day.toEpochDay() * DAY;
        } else if (value instanceof LocalDateTime time) {
            LocalDateTime local =
                    time.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime();
            return local.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        return null;
    }

    /** As a component of a URL: what machines read, in no language. Null for what cannot stand there. */
    static Piece.@Nullable Form encoded(Type type) {
        return switch (type) {
            case TEXT, CHOICE, INTEGER, DATE, DATE_TIME -> (value, zone) -> CustomerText.encode(value.toString());
            case NUMBER, MONEY ->
                (value, zone) -> value instanceof Number number
                        ? BigDecimal.valueOf(number.doubleValue()).toPlainString()
                        : null;
            case BOOLEAN, CHOICES, ITEMS -> null;
        };
    }

    private Piece.Form text(@Nullable Map<String, Label> choices) {
        boolean isRightToLeft = locale.isRightToLeft();
        return (value, zone) -> {
            Label label = choices == null ? null : choices.get(value.toString());
            return CustomerText.say(label == null ? value.toString() : label.in(tag), isRightToLeft);
        };
    }
}
