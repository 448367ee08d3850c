package org.opportune.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;

class JsonReaderTest {
    record Line(String sku, Integer quantity, BigDecimal price) {}

    record Order(String id, Instant at, Boolean paid, Colour colour, List<Line> lines) {}

    enum Colour {
        RED,
        GREEN
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'id': 7}                                   | /id               | expected a text, got the number 7",
                "{'paid': 'yes'}                             | /paid             | expected true or false, got the text 'yes'",
                "{'lines': {}}                               | /lines            | expected a list, got an object",
                "{'lines': [{'quantity': 1.5}]}              | /lines/0/quantity | expected a whole number of at most 32 bits, got the number 1.5",
                "{'lines': [{'quantity': 99999999999}]}      | /lines/0/quantity | expected a whole number of at most 32 bits, got the number 99999999999",
                "{'lines': [{'quantity': '3'}]}              | /lines/0/quantity | expected a whole number of at most 32 bits, got the text '3'",
                "{'lines': [{}, {'price': true}]}            | /lines/1/price    | expected a number, got true",
                "{'lines': [{'skew': 'a'}]}                  | /lines/0/skew     | unknown field 'skew'; did you mean 'sku'?",
                "{'colour': 'BLUE'}                          | /colour           | expected one of RED, GREEN, got the text 'BLUE'",
                "{'colour': 0}                               | /colour           | expected one of RED, GREEN, got the number 0",
                "{'at': 'yesterday'}                         | /at               | expected a date and time as 2026-03-01T10:15:00Z, got the text 'yesterday'",
                "{'at': 'NaN'}                               | /at               | expected a date and time as 2026-03-01T10:15:00Z, got the text 'NaN'",
                "[]                                          | \"\"              | expected an object, got a list",
                "null                                        | \"\"              | expected an object, got null",
            })
    void aWrongValueIsNamedWithItsPlaceAndWhatWasExpected(String json, String pointer, String message) {
        Finding finding = mistake(json.replace('\'', '"'));
        assertThat(finding.pointer()).isEqualTo(pointer);
        assertThat(finding.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'id': 'a',}                     | 1 | Unexpected character",
                "{'id': 'a'                       | 1 | ends too early",
                "{'lines': [{'price': NaN}]}      | 1 | NaN and infinities are no numbers",
                "{'lines': [{'price': -Infinity}]}| 1 | infinities are no numbers",
                "{'id': 'a', 'id': 'b'}           | 1 | Duplicate field 'id'",
                "{'id': 'a'} {}                   | 1 | text after the end",
                "{'id': 'a'} x                    | 1 | not JSON",
                "{id: 'a'}                        | 1 | not JSON",
            })
    void whatIsNotJsonIsRefusedWithLineAndColumn(String json, int line, String message) {
        Finding finding = mistake(json.replace('\'', '"'));
        assertThat(finding.message()).contains(message).doesNotContain("JsonReadFeature");
        assertThat(finding.line()).isEqualTo(line);
        assertThat(finding.column()).isPositive();
    }

    @Test
    void aSyntaxErrorIsPointedAtInTheMiddleOfTheDocument() {
        Finding finding = mistake("{\"lines\": [\n  {\"sku\": \"a\"},\n  {\"price\": NaN}]}");
        assertThat(finding.pointer()).isEqualTo("/lines/1/price");
        assertThat(finding.line()).isEqualTo(3);
    }

    @Test
    void tenThousandLevelsAreTooDeep() {
        Finding finding = mistake("{\"lines\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        assertThat(finding.message()).contains("nesting depth").doesNotContain("StreamReadConstraints");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e9999999999", "-1e-9999999999", "1e2147483649", "1e-99999999999999999999"})
    void anExponentBeyondAllBoundsIsNamedWithItsPlace(String number) {
        Finding finding = mistake("{\"lines\": [{\"quantity\": \"3\"}, {\"price\": " + number + "}]}");
        assertThat(finding.pointer()).isEqualTo("/lines/1/price");
        assertThat(finding.message()).isEqualTo("the number " + number + " is beyond all bounds");
        assertThat(mistake("{\"lines\": [{\"price\": " + number + "}]}").pointer())
                .isEqualTo("/lines/0/price");
    }

    @Test
    void anEmptyBodyIsNotAValue() {
        assertThat(mistake("  \n").message()).contains("empty");
    }

    @Test
    void bytesThatAreNoUtf8AreCounted() {
        byte[] bytes = "{\"id\": \"a_\"}".getBytes(StandardCharsets.UTF_8);
        bytes[9] = (byte) 0xC3;
        assertThatThrownBy(() -> JsonReader.decode(bytes))
                .asInstanceOf(type(Problem.class))
                .extracting(Problem::detail)
                .asString()
                .contains("byte 10");
    }

    @Test
    void aByteOrderMarkIsLeftOut() {
        assertThat(JsonReader.decode("\uFEFF{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("{}");
    }

    private static Finding mistake(String json) {
        try {
            Object read = JsonReader.read(json, Json.MAPPER.constructType(Order.class));
            throw new AssertionError("was read: " + read);
        } catch (Problem problem) {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.findings()).hasSize(1);
            return problem.findings().get(0);
        }
    }
}
