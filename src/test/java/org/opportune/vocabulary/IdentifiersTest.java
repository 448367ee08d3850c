package org.opportune.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    /** They are cells of exports, which people open in spreadsheets. */
    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1", " =1", "\uFF1D1", "a,=1", "a\n=1", "\"=1"})
    void noNameIsAFormulaOfASpreadsheet(String formula) {
        assertThat(Identifiers.ID.matcher(formula).matches()).isFalse();
        assertThat(Identifiers.NAME.matcher(formula).matches()).isFalse();
    }
}
