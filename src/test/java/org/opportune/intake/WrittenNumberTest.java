package org.opportune.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenNumberTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12,5        | ; write 12.5
            -0,25       | ; write -0.25
            1 250       | ; write 1250
            1 250,5     | ; write 1250.5
            1.250,50    | ; write 1250.50
            1,250,000   | ; write 1250000
            1'250.5     | ; write 1250.5
            1,250       | ; write 1.250, or 1250 if thousands are meant
            12          | ''
            12.5        | ''
            ten         | ''
            12,5,6      | ''
            100, 500    | ''
            ''          | ''
            """)
    void saysHowToWriteTheNumber(String written, String hint) {
        assertThat(WrittenNumber.hint(written)).isEqualTo(hint);
    }

    @ParameterizedTest
    @CsvSource({"'1,250',; write 1250", "1 250,; write 1250", "'12,5',''", "'1 250,5',''"})
    void saysHowToWriteAWholeNumber(String written, String hint) {
        assertThat(WrittenNumber.hintOfWhole(written)).isEqualTo(hint);
    }
}
