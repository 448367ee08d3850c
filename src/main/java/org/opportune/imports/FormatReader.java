package org.opportune.imports;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opportune.imports.ColumnFormat.Kind;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;

/** Reads what a mapping says of one column's format. */
final class FormatReader {
    private static final Set<String> NAMES =
            Set.of("time", "date", "locale", "number", "wholeNumber", "values", "unknown");
    private static final Pattern SAMPLE =
            Pattern.compile("1(?<thousands>[., '\u00A0\u202F\u2019]?)234(?<decimal>[.,])56");
    private static final Set<String> SAYS_NOTHING = Set.of("", "~", "null");

    private FormatReader() {}

    static ColumnFormat read(YamlNode node, ZoneId zone) {
        Map<String, YamlNode> said = node.entries(NAMES);
        List<String> kinds = said.keySet().stream()
                .filter(Set.of("time", "date", "number", "wholeNumber")::contains)
                .toList();
        if (kinds.size() > 1) {
            node.fail("a column is one of " + String.join(", ", kinds) + "; say which");
        }
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> unknown = new HashSet<>();
        YamlNode texts = said.get("unknown");
        if (texts != null) {
            unknown.addAll(MappingReader.texts(texts));
        }
        YamlNode translations = said.get("values");
        if (translations != null) {
            translations.entries().forEach((from, to) -> {
                if (SAYS_NOTHING.contains(to.text())) {
                    unknown.add(from);
                } else {
                    values.put(from, to.text());
                }
            });
        }
        Locale locale = said.containsKey("locale") ? locale(said.get("locale")) : Locale.ENGLISH;
        Kind kind = Kind.TEXT;
        List<DateTimeFormatter> patterns = List.of();
        char decimal = '.';
        String thousands = null;
        YamlNode time = said.get("time");
        YamlNode date = said.get("date");
        YamlNode number = said.get("number");
        YamlNode whole = said.get("wholeNumber");
        if (time != null) {
            kind = Kind.TIME;
            patterns = patterns(time, locale, true);
        } else if (date != null) {
            kind = Kind.DATE;
            patterns = patterns(date, locale, false);
        } else if (whole != null) {
            kind = whole.flag() ? Kind.WHOLE_NUMBER : Kind.TEXT;
        } else if (number != null) {
            kind = Kind.NUMBER;
            Matcher sample = SAMPLE.matcher(number.text());
            if (sample.matches() && !sample.group("thousands").equals(sample.group("decimal"))) {
                decimal = sample.group("decimal").charAt(0);
                thousands = sample.group("thousands").isEmpty() ? null : sample.group("thousands");
            } else {
                number.fail(
                        "'" + Nearest.shorten(number.text())
                                + "' does not show how numbers are written; write 1234.56 in the file's way, such as \"1.234,56\"");
            }
        }
        return new ColumnFormat(kind, decimal, thousands, patterns, zone, values, unknown);
    }

    private static List<DateTimeFormatter> patterns(YamlNode node, Locale locale, boolean withTime) {
        List<DateTimeFormatter> patterns = new ArrayList<>();
        for (YamlNode item : node.isList() ? node.items() : List.of(node)) {
            try {
                patterns.add(new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(item.text().replace("yyyy", "uuuu"))
                        .toFormatter(locale)
                        .withResolverStyle(ResolverStyle.STRICT));
            } catch (IllegalArgumentException e) {
                item.fail("'" + Nearest.shorten(item.text()) + "' is not a pattern such as \"yyyy-MM-dd"
                        + (withTime ? " HH:mm:ss" : "") + "\": " + e.getMessage());
            }
        }
        return patterns;
    }

    private static Locale locale(YamlNode node) {
        String tag = Label.canonicalTag(node.text());
        if (tag == null) {
            node.fail("'" + Nearest.shorten(node.text()) + "' is not a language tag such as en or pt-BR");
            return Locale.ENGLISH;
        }
        return Locale.forLanguageTag(tag);
    }
}
