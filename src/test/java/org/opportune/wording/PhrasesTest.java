package org.opportune.wording;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.kernel.Label;
import org.opportune.kernel.Reason;

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

    /** Whatever is told of, in each form that its language has for a number. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "fi", "lt", "zh", "he", "hu"})
    void everySentenceSaysEachOfItsArguments(String language) {
        Phrases phrases = new Phrases(language, "EUR");
        Map<Object, Object> messages = Phrases.read(language);
        for (int number : new int[] {1, 2, 5, 10, 21, 137}) {
            messages.forEach((key, message) -> {
                Map<String, Object> arguments = new TreeMap<>();
                new MessageFormat(message.toString())
                        .getArgumentNames()
                        .forEach(name -> arguments.put(
                                name,
                                isPlural(name, message.toString())
                                        ? (Object) (number + arguments.size())
                                        : "<" + name + ">"));
                String said = phrases.say(key.toString(), arguments);
                assertThat(said).as(key.toString()).isNotBlank().doesNotContain("{", "}", "#");
                arguments.values().stream()
                        .filter(argument ->
                                argument instanceof String || (int) argument > 2) // a Hebrew pair is one word
                        .forEach(argument -> assertThat(said).as(key.toString()).contains(argument.toString()));
            });
        }
    }

    private static boolean isPlural(String argument, String message) {
        return message.contains("{" + argument + ", plural");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | The cap week is reached: 1 impression in 1 day | The cap week is reached: 3 impressions in 7 days",
                "fi | Enimmäismäärä week on täynnä: 1 näyttökerta 1 päivän aikana | Enimmäismäärä week on täynnä: 3 näyttökertaa 7 päivän aikana",
                "lt | Pasiekta riba „week“: 1 parodymas per 1 dieną | Pasiekta riba „week“: 3 parodymai per 7 dienas",
                "zh | 已达到上限“week”：1天内展示1次 | 已达到上限“week”：7天内展示3次",
                "he | המכסה „week” מוצתה: חשיפה אחת בתוך יום אחד | המכסה „week” מוצתה: 3 חשיפות בתוך 7 ימים",
                "hu | Elérte ezt a korlátot: week (1 megjelenés 1 napon belül) | Elérte ezt a korlátot: week (3 megjelenés 7 napon belül)"
            })
    void aReasonIsSaidInTheReadersLanguage(String tag, String one, String many) {
        Phrases phrases = new Phrases(tag, "EUR");

        assertThat(phrases.reason(cap(1, 1))).isEqualTo(new Reason("CAP", one));
        assertThat(phrases.reason(cap(3, 7))).isEqualTo(new Reason("CAP", many)).isSameAs(phrases.reason(cap(3, 7)));
        assertThat(phrases.reason(new Objection.Written("REST", "Ça suffit")))
                .isEqualTo(new Reason("REST", "Ça suffit"));
    }

    private static Objection cap(int most, int window) {
        return new Objection.Own(
                "CAP", "held.cap-impressions-days", Map.of("cap", "week", "most", most, "window", window));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-GB | It may be between 9:00 PM and 8:30 AM where the customer is",
                "fi    | Asiakkaan olinpaikassa kello voi olla 21.00–8.30",
                "lt    | Ten, kur yra klientas, dabar gali būti tarp 21:00 ir 08:30",
                "zh    | 客户所在地的时间可能在21:00至08:30之间",
                "he    | ייתכן שהשעה אצל הלקוח היא בין 21:00 ל־8:30",
                "hu    | Ahol az ügyfél van, ott 21:00 és 8:30 között járhat az idő"
            })
    void timesAreWrittenAsTheLanguageWritesThem(String tag, String sentence) {
        Objection quiet = new Objection.Own(
                "QUIET-HOURS", "held.quiet-hours", Map.of("from", LocalTime.of(21, 0), "until", LocalTime.of(8, 30)));

        assertThat(new Phrases(tag, "EUR").reason(quiet).sentence().replace('\u202f', ' '))
                .isEqualTo(sentence);
    }

    @Test
    void labelsAreThoseOfTheReadersLanguageAndElseTheDefaultOnes() {
        Label label = new Label(Map.of("en", "Marketing", "fi", "Markkinointi"), "Marketing");
        Objection consent = new Objection.Own("CONSENT", "consent.all", Map.of("purpose", label));

        assertThat(new Phrases("fi-FI", "EUR").reason(consent).sentence()).isEqualTo("Ei suostumusta: Markkinointi");
        assertThat(new Phrases("hu", "EUR").reason(consent).sentence()).isEqualTo("Nincs hozzájárulás: Marketing");
    }
}
