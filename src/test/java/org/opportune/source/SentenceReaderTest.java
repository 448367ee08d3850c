package org.opportune.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.kernel.Findings;
import org.opportune.model.Canonical;
import org.opportune.model.Rule;
import org.opportune.model.Step;

/** What a file of sentences is told when it is not understood, and what no sentence can do. */
class SentenceReaderTest {
    private static final String HEADER = HeaderReader.text(Step.CLASSIFICATION);
    private static final int FIRST_LINE = (int) HEADER.lines().count() + 1;

    private static Findings read(String text) {
        Findings findings = new Findings();
        SentenceReader.read(ShopNames.of(Step.CLASSIFICATION), ShopNames.LANGUAGES, "x.dslr", text, findings);
        return findings;
    }

    private static String rule(String condition, String call) {
        return HEADER + "expander en.dsl\nrule \"R\"\nwhen\n" + condition + "\nthen\n" + call + "\nend\n";
    }

    private static List<Rule> accepted(String text) {
        Findings findings = new Findings();
        List<Rule> rules =
                SentenceReader.read(ShopNames.of(Step.CLASSIFICATION), ShopNames.LANGUAGES, "x.dslr", text, findings);
        assertThat(findings.list()).isEmpty();
        return rules;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the one slot that is wrong, with what it could be
                "Orders in 90 dayz is at least 3 | 1 | unknown number of the vocabulary 'Orders in 90 dayz'; did you mean 'Orders in 90 days'?",
                "Spend in a year is more than €500 | 30 | '€500' is no number; write it as 1250.5, without a unit",
                "Age is at least 18 years | 17 | '18 years' is no number; write it as 1250.5, without a unit",
                "Orders in 90 days is at least many | 31 | unknown number of the vocabulary 'many'",
                "Country is Fineland | 12 | unknown value of 'Country' 'Fineland'; did you mean 'Finland'?",
                "Country is one of Finland, Sveden | 19 | unknown value of 'Country'",
                "City begins with Oulu | 18 | 'Oulu' is no text in quotes; write a text in quotation marks",
                "Sign-up date is after 1/3/2026 | 23 | '1/3/2026' is no day; write it as 2026-03-01",
                "Sign-up date is after 31.2.2026 | 23 | '31.2.2026' is no day; write it as 2026-03-01",
                "Loyaltymember: yes | 1 | known: App installed, Do not contact, Known customer, Member of the loyalty programme",
                // the nearest sentences
                "Orders in 90 days exceed 3 | 1 | the nearest that are known: ",
                "the weather is fine and warm for the season | 1 | the nearest that are known: ",
                // of alternatives, the one that is wrong
                "Country is Finland or Country is Fineland | 34 | unknown value of 'Country' 'Fineland'",
                // brackets
                "(Country is Finland | 1 | this bracket is not closed",
                "Country is Finland) or (Age is known) | 19 | this bracket is not opened",
                "Country is Finland and Country is Fineland | 35 | unknown value of 'Country' 'Fineland'",
                // what the language says in another sentence
                "Country is Finland or Sweden | 1 | did you mean 'Country is one of Finland, Sweden'?",
                "Age is known and country is not Finland, Sweden | 18 | did you mean 'country is none of Finland, Sweden'?",
                "Orders ever is 3 or 5 | 1 | did you mean 'Orders ever is one of 3, 5'?",
                "Country is Finland and Sweden | 1 | did you mean 'Country is one of Finland, Sweden'?",
                "Orders ever >= 3 | 1 | did you mean 'Orders ever is at least 3'?",
                "Orders ever ≤ 3 and Age is known | 1 | did you mean 'Orders ever is at most 3'?",
                "Country = Finland | 1 | did you mean 'Country is Finland'?",
                "Sign-up date > 2026-03-01 | 1 | did you mean 'Sign-up date is after 2026-03-01'?",
                "Orders ever is 3-5 | 1 | did you mean 'Orders ever is from 3 to 5'?",
                "Orders ever is 3 – 5 | 1 | did you mean 'Orders ever is from 3 to 5'?",
                "Orders ever is between 3 and 5 | 1 | did you mean 'Orders ever is from 3 to 5'?",
                "Orders ever is more than 1.000,50 | 1 | '1.000,50' can be read as more than one number",
                "Known customer is yes | 1 | did you mean 'Known customer: yes' or 'Known customer: no'?",
                "Known customer is true | 1 | did you mean 'Known customer: yes' or 'Known customer: no'?",
                "Age is 18 and Known customer | 15 | did you mean 'Known customer: yes' or 'Known customer: no'?",
                // letters of another alphabet
                "C\u043Euntry is Finland | 1 | look at 'C\u043Euntry'; the 2nd letter is Cyrillic '\u043E', U+043E",
                "Country i\u0455 Finland | 1 | look at 'i\u0455'; the 2nd letter is Cyrillic '\u0455', U+0455",
                // what a list was pasted from
                "- Age is at most 65 | 1 | a line does not begin with a dash",
                "\u2013 Age is at most 65 | 1 | a line does not begin with a dash",
            })
    void aSentenceThatIsNotUnderstoodIsAnsweredWithItsPlaceAndWhatIsNear(String line, int column, String message) {
        assertThat(read(rule(line, "the stage is Lapsed")).list())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo("sentence-unknown");
                    assertThat(finding.toString())
                            .startsWith("x.dslr:" + (FIRST_LINE + 3) + ":" + column + ": ")
                            .contains(message);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "the stage is Lapsd | did you mean 'Lapsed'?",
                "the customer belongs to the segment Top client | unknown segment 'Top client'",
                "Loyalty points gets many points because \"x\" | 'many'",
                "System.exit(1) | the nearest that are known: ",
                "classify.stage(\"lapsed\"); | the nearest that are known: ",
            })
    void whatIsSaidIsLookedUpToo(String line, String message) {
        assertThat(read(rule("Age is known", line)).list()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("sentence-unknown");
            assertThat(finding.toString())
                    .startsWith("x.dslr:" + (FIRST_LINE + 5) + ":")
                    .contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "the stage is Lapsed | what it asks for is not known yet in classification/, where rules give it behind 'then'; rules of eligibility/ can ask for it",
                "Lead score is at least 20 | what it asks for is not known yet in classification/; rules of eligibility/ can ask for it",
                "the customer belongs to the segment VIP | it is what a rule gives; write it behind 'then'",
                "Maa on Suomi | it is of fi.dsl, and a file is in one language, which this one says is en.dsl",
                "asiakkaan vaihe on Asiakaspysyvyys | it is of fi.dsl, and a file is in one language, which this one says is en.dsl",
            })
    void aConditionThatBelongsElsewhereIsToldWhere(String line, String message) {
        assertThat(read(rule(line, "the stage is Lapsed")).list())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo("the sentence '" + line + "' cannot stand here: " + message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Age is at least 18 | it is a condition; write it between 'when' and 'then'",
                "asiakkaan vaihe on Asiakaspysyvyys | it is of fi.dsl, and a file is in one language, which this one says is en.dsl",
                "propose Newsletter | rules of classification/ do not give this; write it in a rule of eligibility/",
            })
    void whatIsSaidAndBelongsElsewhereIsToldWhere(String line, String message) {
        assertThat(read(rule("Age is known", line)).list()).singleElement().satisfies(finding -> assertThat(
                        finding.message())
                .isEqualTo("the sentence '" + line + "' cannot stand here: " + message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fi | Maa on Suomi tai Ruotsi | did you mean 'Maa on jokin näistä: Suomi, Ruotsi'?",
                "fi | Tilauksia kaikkiaan on 3–5 | did you mean 'Tilauksia kaikkiaan on välillä 3 – 5'?",
                "lt | Šalis yra Suomija arba Švedija | did you mean 'Šalis yra viena iš: Suomija, Švedija'?",
                "zh | 国家/地区是芬兰或瑞典 | did you mean '国家/地区是以下之一：芬兰, 瑞典'?",
                "he | מדינה: פינלנד או שוודיה | did you mean 'מדינה: אחד מאלה: פינלנד, שוודיה'?",
                "hu | Ország értéke Finnország vagy Svédország | did you mean 'Ország értéke ezek egyike: Finnország, Svédország'?",
                "hu | Ismert ügyfél értéke igen | did you mean 'Ismert ügyfél: igen' or 'Ismert ügyfél: nem'?",
            })
    void theOtherLanguagesAnswerInTheirOwnSentences(String language, String line, String message) {
        String text = HEADER + "expander " + language + ".dsl\nrule \"R\"\nwhen\n" + line + "\nthen\nend\n";
        assertThat(read(text).list())
                .anySatisfy(finding -> assertThat(finding.message()).contains(message));
    }

    @Test
    void aRuleSaysSomething() {
        String text = HEADER + "expander fi.dsl\nrule \"R\"\nwhen\nMaa on Suomi\nthen\nend\n";
        assertThat(read(text).list()).singleElement().satisfies(finding -> assertThat(finding.toString())
                .startsWith("x.dslr:" + (FIRST_LINE + 5)
                        + ":1: the rule says nothing; write for instance 'asiakkaan vaihe on {stage}'"));
    }

    @Test
    void numbersAreStillTakenFromEachOther() {
        assertThat(accepted(rule("Age - 3 - 5 is 1", "the stage is Lapsed"))).hasSize(1);
    }

    @Test
    void bracketsWithinBracketsAreTooComplex() {
        for (String deep : List.of(
                "(".repeat(60) + "Age is 1" + ")".repeat(60), "Age is " + "(".repeat(60) + "1" + ")".repeat(60))) {
            assertThat(read(rule(deep, "the stage is Lapsed")).list())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.kind()).isEqualTo("too-complex"));
        }
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        String text = rule("Orders in 90 dayz is 1\nCountry is Finland\nCountry is Fineland", "the stage is Lapsd")
                + "rule \"S\"\nwhen\nAge is old\nthen\nthe stage is Lapsed\nend\n";
        assertThat(read(text).list().stream().map(finding -> Objects.requireNonNull(finding.line()) - FIRST_LINE))
                .containsExactly(3, 5, 7, 11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "> eval(true) | not-in-language | 1",
                "> Customer(age > 3) | not-in-language | 1",
                "City is \"x\\u0022) && eval(true\" | not-in-language | 11",
                "City is \"Oulu | syntax | 9",
            })
    void noLineIsTakenOverAsItStands(String line, String kind, int column) {
        assertThat(read(rule(line, "the stage is Lapsed")).list())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(kind);
                    assertThat(finding.line()).isEqualTo(FIRST_LINE + 3);
                    assertThat(finding.column()).isEqualTo(column);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Country is Finland",
                "Country is FI",
                "Country is \"FI\"",
                "Country is “Finland”",
                "country is finland"
            })
    void aChoiceIsNamedByItsLabelOrItsIdWithQuotesOrWithout(String line) {
        assertThat(Canonical.print(accepted(rule(line, "the stage is Lapsed")).get(0)))
                .contains("customer_country == \"FI\"");
    }

    @Test
    void whatIsSaidIsNamedByItsLabelOrItsIdWithQuotesOrWithout() {
        for (String stage : new String[] {"Churn risk", "churnRisk", "\"churnRisk\"", "“Churn risk”"}) {
            assertThat(Canonical.print(accepted(rule("Age is known", "the stage is " + stage))
                            .get(0)))
                    .contains("classify.stage(\"churnRisk\")");
        }
    }

    @Test
    void aQuotedTextStaysAText() {
        String hostile = "x\\\") || eval(System.exit(1)) || City == (\\\"";
        Rule rule = accepted(rule("City is \"" + hostile + "\"", "the stage is Lapsed"))
                .get(0);

        assertThat(Canonical.print(rule)).contains("customer_city == \"" + hostile + "\"");
    }

    @Test
    void aKeywordInTheMiddleOfARuleEndsNothing() {
        assertThat(read(rule("City is \"then\"", "the stage is Lapsed")).list()).isEmpty();
        assertThat(read(rule("then\nCity is \"x\"", "the stage is Lapsed")).list())
                .isNotEmpty();
        assertThat(read(rule("Age is known", "end\nthe stage is Lapsed")).list())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "salience 5 | ",
                "activation-group \"one\" | ",
                "date-effective \"2026-01-01\" | ",
                "dialect \"mvel\" | not-in-language",
                "salience (5 + 1) | not-in-language",
                "salience age | ",
                "then end rule | syntax",
            })
    void attributesAreThoseOfDrl(String attribute, String kind) {
        String text = HEADER + "expander en.dsl\nrule \"R\" " + attribute
                + "\nwhen\nAge is known\nthen\nthe stage is Lapsed\nend\n";
        if (kind == null && !attribute.contains("age")) {
            assertThat(read(text).list()).isEmpty();
        } else {
            assertThat(read(text).list()).isNotEmpty().allSatisfy(finding -> assertThat(finding.line())
                    .isEqualTo(FIRST_LINE + 1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | behind the header stands the line that names the language",
                "expander de.dsl | unknown language 'de.dsl'",
                "expander ../en.dsl | unknown language '../en.dsl'",
                "expander | unknown language ''",
            })
    void theHeaderNamesTheLanguage(String expander, String message) {
        String text = HEADER + (expander.isEmpty() ? "" : expander + "\n") + "rule \"R\"\nwhen\nthen\nend\n";
        assertThat(read(text).list()).singleElement().satisfies(finding -> assertThat(finding.toString())
                .startsWith("x.dslr:" + FIRST_LINE + ":")
                .contains(message));
    }

    @Test
    void theHeaderIsThatOfTheFolder() {
        String foreign = rule("Age is known", "the stage is Lapsed").replace("Classify classify", "Runtime classify");
        assertThat(read(foreign).list())
                .anySatisfy(finding -> assertThat(finding.kind()).isEqualTo("header"));
        String function = HEADER + "function void f() {}\nexpander en.dsl\n";
        assertThat(read(function).list()).isNotEmpty();
    }

    @Test
    void textBetweenRulesIsAMistake() {
        String text = rule("Age is known", "the stage is Lapsed") + "function void f() { }\n";
        assertThat(read(text).list()).singleElement().satisfies(finding -> assertThat(finding.toString())
                .startsWith("x.dslr:" + (FIRST_LINE + 7) + ":1: ")
                .contains("expected 'rule \"…\"'"));
    }

    @Test
    void aRuleThatDoesNotEndIsAMistake() {
        String text = rule("Age is known", "the stage is Lapsed").replace("\nend\n", "\n");
        assertThat(read(text).list()).singleElement().satisfies(finding -> assertThat(finding.toString())
                .startsWith("x.dslr:" + (FIRST_LINE + 1) + ":1: ")
                .contains("the rule does not end"));
    }

    @Test
    void commentsAndBlankLinesSayNothing() {
        String text = rule(
                "// Country is Nowhere\n\n   # nor this\n/* nor\n this */\nAge is known // nor this",
                "the stage is Lapsed");
        assertThat(accepted(text)).hasSize(1);
    }

    @Test
    void aMistakeOfMeaningStandsWhereTheSentenceDoes() {
        assertThat(read(rule("Age is 3.55555555555555", "the stage is Lapsed")).list())
                .singleElement()
                .satisfies(finding -> assertThat(finding.line()).isEqualTo(FIRST_LINE + 3));
        assertThat(read(rule("3 is 4", "the stage is Lapsed")).list())
                .singleElement()
                .satisfies(finding -> assertThat(finding.line()).isEqualTo(FIRST_LINE + 3));
    }

    @Test
    void aLineThatCanBeReadInTooManyWaysIsRefusedAndNotReadForLong() {
        String many = "(".repeat(40) + "Age is 1" + ")".repeat(40);
        assertThat(read(rule(many, "the stage is Lapsed")).list()).isNotEmpty();
        String sum = String.join(" + ", java.util.Collections.nCopies(60, "Age")) + " is 1";
        assertThat(read(rule(sum, "the stage is Lapsed")).list()).isEmpty();
        String alternatives = String.join(" or ", java.util.Collections.nCopies(40, "Age is 1 and Age is 2"));
        assertThat(read(rule(alternatives, "the stage is Lapsed")).list()).isNotEmpty();
    }
}
