package org.opportune.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xx", "sv"})
    void aShortWordThatSharesNoLetterIsNotTakenForAnother(String typed) {
        assertThat(Nearest.unknown("locale", typed, List.of("en", "fi")))
                .isEqualTo("unknown locale '" + typed + "'; known: en, fi");
    }

    @Test
    void aShortWordWithOneWrongLetterIs() {
        assertThat(Nearest.to("em", List.of("fi", "en"))).contains("en");
        assertThat(Nearest.to("i", List.of("at", "id"))).contains("id");
        assertThat(Nearest.to("contry", List.of("country"))).contains("country");
    }
}
