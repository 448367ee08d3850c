package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opportune.vocabulary.Money;

class PropertiesWriterTest {
    private static Map<String, Object> everyType() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("text", "a \"b\" \n ä");
        properties.put("integer", -7);
        properties.put("number", new BigDecimal("12.50"));
        properties.put("base", new Money(new BigDecimal("1E+2"), null));
        properties.put("money", new Money(new BigDecimal("9.90"), "SEK"));
        properties.put("flag", true);
        properties.put("date", LocalDate.of(2026, 3, 1));
        properties.put("time", LocalDateTime.of(2026, 3, 1, 10, 15));
        properties.put("choices", Set.of("home"));
        properties.put(
                "items", List.of(new LinkedHashMap<>(Map.of("sku", "A")), Map.of("price", new BigDecimal("2.55"))));
        return properties;
    }

    @Test
    void valuesAreWrittenAsTheReaderReadsThem() {
        assertThat(PropertiesWriter.write(everyType(), false))
                .isEqualTo("{\"text\":\"a \\\"b\\\" \\n ä\",\"integer\":-7,\"number\":12.50,\"base\":100,"
                        + "\"money\":{\"value\":9.90,\"currency\":\"SEK\"},\"flag\":true,\"date\":\"2026-03-01\","
                        + "\"time\":\"2026-03-01T10:15:00Z\",\"choices\":[\"home\"]}");
    }

    @Test
    void itemsStandApart() {
        assertThat(PropertiesWriter.write(everyType(), true))
                .isEqualTo("{\"items\":[{\"sku\":\"A\"},{\"price\":2.55}]}");
        assertThat(PropertiesWriter.write(Map.of("integer", 1), true)).isNull();
        assertThat(PropertiesWriter.write(Map.of(), false)).isNull();
    }
}
