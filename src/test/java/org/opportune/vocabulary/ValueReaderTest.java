package org.opportune.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Label;

class ValueReaderTest {
    private static final Rates RATES =
            new Rates("EUR", Map.of("SEK", dated("2020-01-01", "0.1", "2025-01-01", "0.09")));

    private final ValueReader reader = new ValueReader(RATES);
    private final Findings findings = new Findings();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    TEXT      | 5                                  | expected a text, found the number 5
                    TEXT      | "\\u0000"                          | control characters
                    TEXT      | "\\ud800"                          | half of a character
                    INTEGER   | 1.5                                | whole number of 32 bits
                    INTEGER   | 3000000000                         | whole number of 32 bits
                    INTEGER   | "5"                                | whole number of 32 bits
                    NUMBER    | 1e400                              | out of bounds
                    NUMBER    | true                               | expected a number, found true
                    MONEY     | {"value": 1}                       | money is a number, or
                    MONEY     | {"value": 1, "currency": "SKE"}    | unknown currency 'SKE'; did you mean 'SEK'?
                    MONEY     | {"value": 5, "curency": "SEK"}     | unknown name 'curency'; did you mean 'currency'?
                    BOOLEAN   | "true"                             | expected true or false
                    DATE      | "2026-02-30"                       | expected a date such as
                    DATE      | "+99999-01-01"                     | from 1800 to 2200
                    DATE_TIME | "2026-03-01T10:15:00"              | expected a time with an offset
                    CHOICE    | "blu"                              | unknown choice 'blu'; did you mean 'blue'?
                    CHOICES   | "blue"                             | expected a list of choices
                    """)
    void whatCannotBeReadIsRefusedWithItsValue(Type type, String json, String message) {
        assertThat(read(type, json)).isNull();
        assertThat(findings.list()).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    INTEGER | 0                                  |
                    INTEGER | 10                                 |
                    INTEGER | 11                                 | '11' is more than 10, the most that 'thing' may be
                    INTEGER | -1                                 | '-1' is less than 0, the least that 'thing' may be
                    NUMBER  | 10.01                              | '10.01' is more than 10, the most that 'thing' may be
                    MONEY   | -0.5                               | '-0.5' is less than 0, the least that 'thing' may be
                    MONEY   | {"value": -5, "currency": "SEK"}   | '-5' is less than 0, the least that 'thing' may be
                    """)
    void aNumberStaysWithinItsBounds(Type type, String json, @Nullable String message) {
        Object value = reader.read(property(type, new Bounds(0, 10)), tree(json), "/thing", findings);

        if (message == null) {
            assertThat(value).isNotNull();
            assertThat(findings.list()).isEmpty();
        } else {
            assertThat(value).isNull();
            assertThat(findings.list()).extracting(Finding::message).containsExactly(message);
        }
    }

    @Test
    void whatIsReadIsWrittenBackTheSame() throws JsonProcessingException {
        for (var entry : List.of(
                Map.entry(Type.MONEY, "{\"value\":12.50,\"currency\":\"SEK\"}"),
                Map.entry(Type.MONEY, "12.5"),
                Map.entry(Type.DATE_TIME, "\"2026-03-01T10:15:00Z\""),
                Map.entry(Type.DATE, "\"2026-03-01\""),
                Map.entry(Type.CHOICES, "[\"blue\",\"red\"]"))) {
            Object value = read(entry.getKey(), entry.getValue());
            assertThat(value).isNotNull();
            assertThat(Json.MAPPER.writeValueAsString(ValueReader.write(java.util.Objects.requireNonNull(value))))
                    .isEqualTo(entry.getValue());
        }
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void moneyIsConvertedByTheRateOfItsDay() {
        Money crowns = new Money(new BigDecimal("100"), "SEK");

        assertThat(RATES.toBase(crowns, LocalDate.parse("2024-12-31"))).isEqualTo(100_000);
        assertThat(RATES.toBase(crowns, LocalDate.parse("2025-01-01"))).isEqualTo(90_000);
        assertThat(RATES.toBase(crowns, LocalDate.parse("2010-01-01"))).isEqualTo(100_000);
        assertThat(RATES.toBase(new Money(new BigDecimal("0.00005"), null), LocalDate.parse("2024-12-31")))
                .isZero();
    }

    private @Nullable Object read(Type type, String json) {
        return reader.read(property(type, Bounds.NONE), tree(json), "/thing", findings);
    }

    private static Property property(Type type, Bounds bounds) {
        Map<String, Label> choices = Map.of("blue", Label.of("Blue"), "red", Label.of("Red"));
        return new Property("thing", type, Label.of("Thing"), choices, bounds, false, false, null, null, Map.of());
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static NavigableMap<LocalDate, BigDecimal> dated(String... rates) {
        NavigableMap<LocalDate, BigDecimal> dated = new TreeMap<>();
        for (int i = 0; i < rates.length; i += 2) {
            dated.put(LocalDate.parse(rates[i]), new BigDecimal(rates[i + 1]));
        }
        return dated;
    }
}
