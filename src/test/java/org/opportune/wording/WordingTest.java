package org.opportune.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opportune.wording.Texts.say;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts say. */
class WordingTest {
    private static final char ISOLATE = '\u2068';
    private static final char END = '\u2069';

    @Test
    void aNameStandsInAnOptionalPassageThatIsLeftOutWhenItIsUnknown() {
        String text = "Welcome back[[, {firstName}]]!";

        assertThat(say("en", text, Map.of("firstName", "Aino"))).isEqualTo("Welcome back, Aino!");
        assertThat(say("en", text, Map.of())).isEqualTo("Welcome back!");
        assertThat(say("en", text, Map.of("firstName", " \u200B\t"))).isEqualTo("Welcome back!");
    }

    @Test
    void aPassageNeedsAllThatItSays() {
        String text = "Hello[[ {firstName} of {country}]][[, again after {visits} visits]].";

        assertThat(say("en", text, Map.of("firstName", "Aino", "visits", 3))).isEqualTo("Hello, again after 3 visits.");
    }

    @Test
    void whereAPassageIsLeftOutNoBlankStandsTwiceAndNoneAtTheEnds() {
        String text = "[[{firstName}, ]]your cart [[of {credit}]] waits [[since {birthDate}]]";

        assertThat(say("en", text, Map.of())).isEqualTo("your cart waits");
    }

    @ParameterizedTest
    @CsvSource({"en,1,1 point", "en,2,2 points", "en,0,no points", "lt,1,1 taškas", "lt,3,3 taškai", "lt,11,11 taškų"})
    void aPluralTakesTheFormOfTheLanguage(String locale, int points, String said) {
        String text = locale.equals("en")
                ? "{points, plural, =0 {no points} one {# point} other {# points}}"
                : "{points, plural, one {# taškas} few {# taškai} other {# taškų}}";

        assertThat(say(locale, text, Map.of("points", points))).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 12,345 | 0.33 | €1,234.50   | May 17, 1990",
                "fi | 12\u00A0345 | 0,33 | 1\u00A0234,50\u00A0€ | 17. toukokuuta 1990",
                "lt | 12\u00A0345 | 0,33 | 1\u00A0234,50\u00A0€ | 1990 m. gegužės 17 d.",
                "zh | 12,345 | 0.33 | €1,234.50   | 1990年5月17日",
                "he | 12,345 | 0.33 | \u200F1,234.50\u00A0\u200F€ | 17 במאי 1990",
                "hu | 12\u00A0345 | 0,33 | 1234,50\u00A0EUR | 1990. május 17."
            })
    void numbersMoneyAndDaysAreWrittenAsTheLanguageWritesThem(
            String locale, String whole, String ratio, String money, String day) {
        Map<String, Object> facts =
                Map.of("visits", 12_345, "ratio", 1 / 3.0, "credit", 1234.5, "birthDate", LocalDate.of(1990, 5, 17));

        assertThat(say(locale, "x[[ {visits}|{ratio}|{credit}|{birthDate}]]", facts))
                .isEqualTo("x " + whole + "|" + ratio + "|" + money + "|" + day);
    }

    @Test
    void aFormSaysHowLongADayIsAndHowExactANumber() {
        Map<String, Object> facts = Map.of("birthDate", LocalDate.of(1990, 5, 17), "ratio", 2.5);

        assertThat(say("en", "x[[ {birthDate, date, short}, {ratio, number, integer}, {ratio, number}]]", facts))
                .isEqualTo("x 5/17/90, 2, 2.5");
    }

    @Test
    void aTimeIsToldInTheCustomersZone() {
        Map<String, Object> facts = Map.of("lastSeenAt", LocalDateTime.parse("2026-03-01T20:15:00"));

        assertThat(say("en", "x[[ {lastSeenAt}]]", facts)).isEqualTo("x March 2, 2026 at 5:15\u202FAM");
        assertThat(say("en", "x[[ {lastSeenAt, date}]]", facts)).isEqualTo("x March 2, 2026");
    }

    @Test
    void aChoiceAndALevelAreSaidByTheirLabels() {
        assertThat(say("fi", "x[[ {country} {pointsLevel}]]", Map.of("country", "FI", "pointsLevel", "gold")))
                .isEqualTo("x Suomi Kulta");
    }

    @Test
    void aNameOfTheOtherDirectionIsIsolatedAndOneOfTheSameIsNot() {
        String text = "x[[ {firstName}]]";

        assertThat(say("he", text, Map.of("firstName", "Aino"))).isEqualTo("x " + ISOLATE + "Aino" + END);
        assertThat(say("en", text, Map.of("firstName", "דנה"))).isEqualTo("x " + ISOLATE + "דנה" + END);
        assertThat(say("he", text, Map.of("firstName", "דנה"))).isEqualTo("x דנה");
        assertThat(say("fi", text, Map.of("firstName", "Aino"))).isEqualTo("x Aino");
    }

    @Test
    void whatACustomerWritesIsOnOneLineWithoutHiddenCharactersAndOfABoundedLength() {
        String text = "x[[ {firstName}]]";

        assertThat(say("en", text, Map.of("firstName", "A\u202Ei\u200Bn\no\u0007 \u2069 B")))
                .isEqualTo("x Ain o B");
        assertThat(say("en", text, Map.of("firstName", "a".repeat(900))))
                .isEqualTo("x " + "a".repeat(CustomerText.LONGEST) + "…");
        assertThat(say("en", text, Map.of("firstName", "a".repeat(CustomerText.LONGEST - 1) + " b")))
                .isEqualTo("x " + "a".repeat(CustomerText.LONGEST - 1) + "…");
        assertThat(say("en", text, Map.of("firstName", "\u0301\u0302"))).isEqualTo("x");
    }

    @Test
    void whatACustomerWritesIsNoPattern() {
        assertThat(say("en", "x[[ {firstName}]]", Map.of("firstName", "{points} [[y]] '{' ]]", "points", 1)))
                .isEqualTo("x {points} [[y]] '{' ]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Don't wait          | Don't wait",
                "l''eau d'ici        | l''eau d'ici",
                "a } b ]] c [ d      | a } b ]] c [ d",
                "don't, {points}     | don't, 7",
                "{points}'s          | 7's",
                "it''s {points}      | it's 7",
                "'{'points'}' {points} | {points} 7",
                "d''{points}         | d'7",
            })
    void apostrophesAreThemselvesAndQuoteOnlyBraces(String text, String said) {
        assertThat(say("en", text, Map.of("points", 7))).isEqualTo(said);
    }
}
