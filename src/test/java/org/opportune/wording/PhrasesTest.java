package org.opportune.wording;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {
    @ParameterizedTest
    @ValueSource(strings = {"fi", "lt", "zh", "he", "hu"})
    void everyLanguageHasEverySentenceWithTheSameArguments(String language) {
        Map<Object, Object> english = Phrases.read("en");
        Map<Object, Object> other = Phrases.read(language);

        assertThat(other.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
        other.forEach((key, message) -> assertThat(new MessageFormat(message.toString()).getArgumentNames())
                .as(key.toString())
                .isEqualTo(new MessageFormat(String.valueOf(english.get(key))).getArgumentNames()));
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB,1 day,90 days",
        "fi,1 päivän,90 päivän",
        "lt,1 dieną,90 dienų",
        "zh-Hans,1天,90天",
        "he,יום אחד,90 ימים",
        "hu,1 napon,90 napon",
        "sv,1 day,90 days"
    })
    void numbersTakeTheFormOfTheirLanguageAndWhatItDoesNotSpeakIsEnglish(String tag, String one, String many) {
        Phrases phrases = new Phrases(tag, "EUR");

        assertThat(phrases.say("window.days", Map.of("count", 1))).isEqualTo(one);
        assertThat(phrases.say("window.days", Map.of("count", 90))).isEqualTo(many);
    }
}
