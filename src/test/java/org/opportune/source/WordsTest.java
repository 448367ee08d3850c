package org.opportune.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Place;

/** How sentences are cut into words, and how numbers and days stand in them. */
class WordsTest {
    private static List<Word> words(String line) {
        return Words.read(line, column -> Place.of("x", 1, column));
    }

    private static String cut(String line) {
        return words(line).stream().map(Word::text).collect(Collectors.joining("·"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Orders in 90 days | orders·in·90·days",
                "ÄITIEN päivä | äitien·päivä",
                "近90天订单数 | 近·90·天·订·单·数",
                "近９０天 | 近·90·天",
                "١٢ 1٢ 12 | 12·1·2·12",
                "免打扰：否 | 免·打·扰·:·否",
                "הזמנות ב־90 הימים | הזמנות·ב·-·90·הימים",
                "דוא״ל | דוא·״·ל",
                "דוא\"ל | דוא·״·ל",
                "צ׳כיה | צ·'·כיה",
                "a “quoted text” here | a·quoted text·here",
                "„Labas“ | Labas",
                "”hei” | hei",
                "«да» | да",
                "「东京」 | 东京",
                "\"a \\\"b\\\" c\" | a \"b\" c",
                "18–25 | 18·-·25",
                "one // two | one",
            })
    void aLineIsCutIntoWords(String line, String cut) {
        assertThat(cut(line)).isEqualTo(cut);
    }

    @Test
    void eachWordKnowsWhereItStands() {
        assertThat(words("City is “Oulu”").stream().map(Word::column)).containsExactly(1, 6, 9);
    }

    private static List<String> amounts(String tag, String text) {
        Language language = Language.read(tag + ".dsl", tag, "", new Findings());
        return new Amounts(words(text), language)
                .at(0).stream().map(Amounts.Amount::digits).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 3 | 3",
                "en | 1,250.5 | 1250.5",
                "en | 1250.5 | 1250.5",
                "en | -3 | -3",
                "fi | 1 250,5 | 1250.5",
                "fi | 1250.5 | 1250.5",
                "fi | −2,5 | -2.5",
                "fi | 1.000 | 1",
                "fi | 1,000 | 1.000",
                "lt | 1 250,5 | 1250.5",
                "hu | 1 250,5 | 1250.5",
                "zh | 1,250.5 | 1250.5",
                "zh | ２.５ | 2.5",
                "he | 1,250.5 | 1250.5",
                "de | 1.250,5 | 1250.5",
                "de | 1.250 | 1250",
            })
    void aNumberIsReadAsTheLanguageWritesIt(String tag, String text, String digits) {
        assertThat(amounts(tag, text))
                .first()
                .isEqualTo(digits); // 1.000 of Finnish is 1, and what stands behind it fits nothing
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 2026-03-01 | 2026-03-01",
                "en | 1 March 2026 | 2026-03-01",
                "fi | 1.3.2026 | 2026-03-01",
                "fi | 1. maaliskuuta 2026 | 2026-03-01",
                "lt | 2026-03-01 | 2026-03-01",
                "zh | 2026年3月1日 | 2026-03-01",
                "he | 1.3.2026 | 2026-03-01",
                "he | 1 במרץ 2026 | none",
                "hu | 2026. március 1. | 2026-03-01",
                "hu | 2026. 3. 1. | 2026-03-01",
                "en | 1/3/2026 | none", // January or March?
                "en | 31.2.2026 | none",
                "en | 1 Mars 2026 | none",
                "en | 2026-13-01 | none",
            })
    void aDayIsReadAsTheLanguageWritesIt(String tag, String text, String day) {
        WrittenDates.Written written = new WrittenDates(words(text), Locale.forLanguageTag(tag)).day(0);
        assertThat(written == null ? "none" : written.iso()).isEqualTo(day);
    }
}
