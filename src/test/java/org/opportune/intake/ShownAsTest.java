package org.opportune.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownAsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"100\"",
                "0,",
                "0,,\"M\"",
                "#,##0,",
                "0;;;",
                ";;;",
                "0;-0;;@",
                "[White]0",
                "0.0,",
                "\\1\\0",
                "0;0,"
            })
    void thisHidesNumbers(String format) {
        assertThat(ShownAs.hidesNumbers(format)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.00",
                "#,##0",
                "#,##0.00",
                "0%",
                "0.00E+00",
                "# ?/?",
                "@",
                "General",
                "\"€\"#,##0.00",
                "[$€-40B] #,##0.00",
                "#,##0.00\\ \"€\"",
                "[Red]-0;0",
                "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-",
                "yyyy-mm-dd",
                "dd/mm/yyyy hh:mm",
                "[h]:mm",
                "# ##0",
                "0\"°\"",
                "#,##0_);(#,##0)"
            })
    void thisShowsThem(String format) {
        assertThat(ShownAs.hidesNumbers(format)).isFalse();
        assertThat(ShownAs.hidesTexts(format)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {";;;", "0;0;0;", "General;General;General;\"yes\""})
    void thisHidesTexts(String format) {
        assertThat(ShownAs.hidesTexts(format)).isTrue();
    }
}
