package org.opportune.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opportune.wording.Texts.wrong;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a text is told with what to do. */
class WordingReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Hi {firstName}                 | 'firstName' may be unknown, which would leave a hole; put it in double brackets with the words that go with it, as in [[, {firstName}]]",
                "Hi[[ {fristName}]]             | unknown fact 'fristName'; did you mean 'firstName'?",
                "Hi[[ {subscribed}]]            | unknown fact 'subscribed'",
                "Hi[[ {tastes}]]                | unknown fact 'tastes'",
                "Hi {0}                         | unknown fact '0'",
                "Hi[[ friend]]                  | what stands in [[ ]] says nothing of the customer",
                "[[{firstName}]]                | nothing is left of the text where a value is unknown",
                "{points, plural, one {} other {}} | nothing is left of the text",
                "Hi[[ {firstName}               | [[ is not closed",
                "Hi {points}]]                  | ]] closes no [[",
                "Hi[[ {firstName}[[!]]]]        | [[ stands within [[",
                "Hi {points                     | the braces are not read",
                "Hi {first name}                | the braces are not read",
                "{points, plural, one {#}}      | a plural needs the form 'other'",
                "{points, plural, other {#}}    | the plural has no form 'one', which this language has for numbers such as 1",
                "{points, plural, on {#} other {#}} | unknown plural form 'on'; did you mean 'one'?",
                "{points, plural, one {a} one {b} other {c}} | the plural form 'one' stands here twice",
                "{points, plural, offset:1 one {a} other {c}} | a plural with an offset is not known here",
                "{points, plural, one {[[a]]} other {c}} | [[ stands within a plural",
                "{points, plural, one {{points, plural, one {a} other {b}}} other {c}} | a plural stands within a plural",
                "x[[ {firstName, plural, one {a} other {b}}]] | 'firstName' is of type text, which has no plural",
                "{points, select, other {x}}    | 'select' is no form of a placeholder",
                "{points, selectordinal, other {x}} | 'selectordinal' is no form of a placeholder",
                "{points, choice, 0#a}          | 'choice' is no form of a placeholder",
                "{points, spellout}             | 'spellout' is no form of a placeholder",
                "{points, ordinal}              | 'ordinal' is no form of a placeholder",
                "{points, duration}             | 'duration' is no form of a placeholder",
                "{points, number, ::compact-short} | 'number, ::compact-short' is no form of a placeholder",
                "{points, number, #,##0.00}     | 'number, #,##0.00' is no form of a placeholder",
                "{points, date}                 | 'points' is of type integer and no date",
                "x[[ {birthDate, date, yyyy}]]  | 'date, yyyy' is no form of a placeholder",
                "x[[ {birthDate, number}]]      | 'birthDate' is of type date, which has no number",
                "l'{points}                     | an apostrophe right before { makes text of what is in the braces",
            })
    void aTextThatCannotBeSaidIsRefused(String text, String said) {
        assertThat(wrong(text)).startsWith(said);
    }

    @Test
    void aPluralNeedsTheFormsOfItsLanguageAndNotThoseOfHugeNumbers() {
        assertThat(wrong("lt", "{points, plural, one {#} other {#}}")).startsWith("the plural has no form 'few'");
        assertThat(wrong("zh", "{points, plural, other {# 分}}")).isEmpty();
        assertThat(wrong("es", "{points, plural, one {#} other {#}}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{a,plural,other{", "{points, plural, other {", "[[", "'{", "{points,"})
    void aHostileTextIsRefusedWithoutEffort(String part) {
        assertThat(wrong(part.repeat(10_000 / part.length()))).isNotEmpty();
        assertThat(wrong(part.repeat(1_900 / part.length()))).isNotEmpty();
        assertThat(wrong("x" + part)).isNotEmpty();
    }

    @Test
    void aTextHasABoundedNumberOfPlaceholders() {
        assertThat(wrong("{points} ".repeat(WordingReader.MOST))).isEmpty();
        assertThat(wrong("{points} ".repeat(WordingReader.MOST + 1)))
                .startsWith("the text has more than 20 placeholders");
    }

    @Test
    void aValueInALinkIsEncodedAndChangesNothingElse() {
        List<String> wrong = new ArrayList<>();
        Wording link = Texts.READER.link("/c[[/{firstName}]]?n={points}[[&c={credit}&d={country}]]", wrong::add);

        assertThat(wrong).isEmpty();
        assertThat(link.in(Texts.known(
                        Map.of("firstName", "a/b?c#d&e=f g%ä", "points", 1200, "credit", 1e7, "country", "FI"))))
                .isEqualTo("/c/a%2Fb%3Fc%23d%26e%3Df%20g%25%C3%A4?n=1200&c=10000000&d=FI");
        assertThat(link.in(Texts.known(Map.of("firstName", "..", "points", 1)))).isEqualTo("/c?n=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[/{firstName}]]               | nothing is left",
                "x{points}                      | 'x{points}' is no link",
                "/[[{firstName}]]/evil.example  | '/[[{firstName}]]/evil.example' is no link",
                "/{points}                      | a placeholder stands behind the server",
                "https://{points}.example/      | a placeholder stands behind the server",
                "https://shop.example{points}   | a placeholder stands behind the server",
                "https://shop.example[[{firstName}]]/x | a placeholder stands behind the server",
                "/c?n={points, number}          | in a link a placeholder is only {points}",
                "/c?n={firstName}               | 'firstName' may be unknown",
            })
    void aLinkWhoseServerAValueCouldChangeIsRefused(String link, String said) {
        List<String> wrong = new ArrayList<>();
        Texts.READER.link(link, wrong::add);

        assertThat(wrong).singleElement().asString().startsWith(said);
    }
}
