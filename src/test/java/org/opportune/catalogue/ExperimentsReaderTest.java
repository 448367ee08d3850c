package org.opportune.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

class ExperimentsReaderTest {
    private static SmallShop shop(String experiments) {
        return new SmallShop().with("experiments.yaml", experiments);
    }

    @Test
    void aRulebookSaysHowManyDecisionsExploreAndHowWarm() {
        try (Rulebook rulebook =
                shop("exploration: {share: 0.05, temperature: 0.5}\n").rulebook()) {
            assertThat(rulebook.exploration()).isEqualTo(new Exploration(0.05, 0.5));
        }
    }

    @Test
    void withoutTheFileNothingExplores() {
        try (Rulebook rulebook = new SmallShop().rulebook()) {
            assertThat(rulebook.exploration().happens()).isFalse();
        }
    }

    @Test
    void whatExploresIsPartOfTheRelease() {
        try (Rulebook one =
                        shop("exploration: {share: 0.05, temperature: 0.5}\n").rulebook();
                Rulebook other =
                        shop("exploration: {share: 0.06, temperature: 0.5}\n").rulebook()) {
            assertThat(one.hash()).isNotEqualTo(other.hash());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {share: 1.5, temperature: 1}         | experiments.yaml:1:22: '1.5' is not a share of the decisions from 0 to 1 such as 0.05
            {share: '0,05', temperature: 1}      | experiments.yaml:1:22: '0,05' is not a share of the decisions from 0 to 1 such as 0.05; write 0.05
            {share: -1, temperature: 1}          | experiments.yaml:1:22: '-1' is not a share
            {share: NaN, temperature: 1}         | experiments.yaml:1:22: 'NaN' is not a share
            {share: 1e-2, temperature: 1}        | experiments.yaml:1:22: '1e-2' is not a share
            {share: [1], temperature: 1}         | experiments.yaml:1:22: expected one value
            {share: 0.05, temperature: 0}        | experiments.yaml:1:41: '0' is not a temperature from 0.05 to 100 such as 0.5
            {share: 0.05, temperature: 101}      | experiments.yaml:1:41: '101' is not a temperature
            {share: 0.05}                        | experiments.yaml:1:14: 'temperature' is missing
            {share: 0.05, temprature: 1, temperature: 1} | experiments.yaml:1:28: unknown name 'temprature'; did you mean 'temperature'?
            0.05                                 | experiments.yaml:1:14: expected a map of names
            """)
    void whatIsWrongIsSaidAtItsPlace(String exploration, String message) {
        assertThat(shop("exploration: " + exploration.replace("'", "\"") + "\n").findings())
                .first()
                .asString()
                .startsWith(message);
    }

    @Test
    void aMisspeltNameOrFileIsAMistakeWithASuggestion() {
        assertThat(shop("exploraton: {share: 0.05, temperature: 1}\n").findings())
                .singleElement()
                .asString()
                .startsWith("experiments.yaml:1:1: unknown name 'exploraton'; did you mean 'exploration'?");
        assertThat(new SmallShop()
                        .with("experiment.yaml", "exploration: {share: 0.05, temperature: 1}\n")
                        .findings())
                .singleElement()
                .asString()
                .contains("did you mean experiments.yaml?");
    }
}
