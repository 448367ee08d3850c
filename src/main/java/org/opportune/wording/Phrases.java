package org.opportune.wording;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;
import org.opportune.kernel.Reason;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.Type;

/** The server's own sentences in a language, with values as that language writes them; in English where it has none. */
public final class Phrases {
    /** The languages that it speaks. */
    public static final Set<String> LANGUAGES = Set.of("en", "fi", "lt", "zh", "he", "hu");

    private static final String FALLBACK = "en";

    private final String tag;
    private final ULocale locale;
    private final Forms forms;
    private final Properties messages;
    private final Map<Objection.Own, Reason> reasons = new ConcurrentHashMap<>();

    /**
     * For a reader.
     *
     * @param tag a canonical BCP 47 tag
     * @param currency of money, as ISO 4217 calls it
     */
    public Phrases(String tag, String currency) {
        this.tag = tag;
        this.locale = ULocale.forLanguageTag(language(tag));
        this.forms = new Forms(language(tag), currency);
        this.messages = read(language(tag));
    }

    private static String language(String tag) {
        for (String broader = tag; broader != null; broader = Label.broader(broader)) {
            if (LANGUAGES.contains(broader)) {
                return broader;
            }
        }
        return FALLBACK;
    }

    static Properties read(String language) {
        Properties messages = new Properties();
        try (InputStream file =
                Objects.requireNonNull(Phrases.class.getResourceAsStream("phrases." + language + ".properties"))) {
            messages.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the sentences of " + language + " cannot be read", e);
        }
        return messages;
    }

    /** A sentence by its key, with its arguments: texts, which are said as they are, labels, numbers and times of day. */
    public String say(String key, Map<String, Object> arguments) {
        String message = Objects.requireNonNull(messages.getProperty(key), key);
        Map<String, Object> said = new HashMap<>(arguments);
        said.replaceAll((name, argument) -> argument(argument));
        return new MessageFormat(message, locale).format(said);
    }

    private Object argument(Object argument) {
        if (argument instanceof Label label) {
            return label.in(tag);
        }
        return argument instanceof LocalTime time ? forms.time(time) : argument;
    }

    public String say(String key) {
        return say(key, Map.of());
    }

    /** Of the server's own each is made once: there are no more of them than a rulebook has purposes, channels, caps and campaigns. */
    public Reason reason(Objection objection) {
        return objection instanceof Objection.Own own
                ? reasons.computeIfAbsent(own, one -> new Reason(one.code(), say(one.key(), one.arguments())))
                : new Reason(objection.code(), ((Objection.Written) objection).sentence());
    }

    /** A value of a fact, or that it is not known. */
    public String value(@Nullable Object value, FactProperty fact, ZoneId zone) {
        if (value == null) {
            return say("value.unknown");
        } else if (value instanceof Boolean flag) {
            return say(flag ? "value.yes" : "value.no");
        } else if (value instanceof Collection<?> members) {
            return ListFormatter.getInstance(locale)
                    .format(members.stream().map(member -> label(fact, member)).toList());
        } else if (value instanceof String text) {
            return label(fact, text);
        }
        Piece.Form form = forms.plain(fact);
        String said = form == null ? null : form.say(value, zone);
        return said == null ? value.toString() : said;
    }

    private String label(FactProperty fact, Object value) {
        Label label = fact.choices() == null ? null : fact.choices().get(value.toString());
        return label == null ? value.toString() : label.in(tag);
    }

    /** A number by itself, such as a score. */
    public String number(double number) {
        return Objects.requireNonNull(Forms.number(forms.numbers(Type.NUMBER)).say(number, ZoneId.of("UTC")));
    }

    public String day(LocalDate day) {
        return Objects.requireNonNull(
                forms.date(Type.DATE, DateFormat.LONG, false).say(day, ZoneId.of("UTC")));
    }

    /** A time, which is given in UTC, as a clock in the zone shows it. */
    public String time(LocalDateTime time, ZoneId zone) {
        return Objects.requireNonNull(
                forms.date(Type.DATE_TIME, DateFormat.LONG, true).say(time, zone));
    }
}
