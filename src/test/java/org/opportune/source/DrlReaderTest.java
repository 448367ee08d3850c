package org.opportune.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.model.Step;

class DrlReaderTest {
    private static final String HEADER = HeaderReader.text(Step.CLASSIFICATION);

    @Test
    void everyMistakeIsToldWithItsPlace() {
        String drl = HEADER + """
                rule "one"
                when
                    Customer(orders90 > 3, country == "Finland", ordersTotal > "x")
                then
                    classify.stage("onbording");
                    System.exit(0);
                end
                rule "two"
                when
                    eval(true)
                then
                    classify.stage("onboarding");
                end
                """;
        Findings findings = new Findings();
        DrlReader.read(ShopNames.of(Step.CLASSIFICATION), "x.drl", drl, findings);

        assertThat(findings.list().stream().map(Finding::toString))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("x.drl:7:14: unknown property of Customer 'orders90'"),
                        two -> assertThat(two).startsWith("x.drl:7:39: unknown value of country 'Finland'"),
                        three -> assertThat(three).startsWith("x.drl:7:64: ordersTotal is of type integer"),
                        four -> assertThat(four).startsWith("x.drl:9:20: unknown stage 'onbording'"),
                        five -> assertThat(five).startsWith("x.drl:10:5: 'System.exit(…)' is not part"),
                        six -> assertThat(six).startsWith("x.drl:14:5: 'eval' is not part"));
    }

    private static java.util.List<String> findings(String rules) {
        Findings findings = new Findings();
        DrlReader.read(ShopNames.of(Step.CLASSIFICATION), "x.drl", HEADER + rules, findings);
        return findings.list().stream().map(Finding::toString).toList();
    }

    @Test
    void aMistakeInTheConditionsHidesNoneOfTheRightSide() {
        assertThat(findings("""
                rule "one"
                when
                    Customer(orders90d => 3)
                then
                    classify.stage("onbording");
                end
                """))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("x.drl:7:24: expected '>=', found '='"),
                        two -> assertThat(two).startsWith("x.drl:9:20: unknown stage 'onbording'"));
    }

    @Test
    void aRuleThatDoesNotEndIsToldAndTheNextOneIsRead() {
        assertThat(findings("""
                rule "one"
                when
                then
                    classify.stage("lapsed");
                rule "two"
                when
                then
                    classify.stage("lapsd");
                end
                """))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("x.drl:9:1: expected 'end' of the rule above, found 'rule'"),
                        two -> assertThat(two).startsWith("x.drl:12:20: unknown stage 'lapsd'"));
    }

    @Test
    void namesThatPeopleCannotTellApartAreOne() {
        String rule = "rule \"%s\"\nwhen\nthen\nclassify.stage(\"lapsed\");\nend\n";
        assertThat(findings(rule.formatted("Ordered  twice") + rule.formatted("ordered\u00a0twice")))
                .singleElement()
                .asString()
                .contains("stands here twice");
        assertThat(findings(rule.formatted("Ordered twice ")))
                .singleElement()
                .asString()
                .contains("not with a space");
    }

    @Test
    void quotationMarksOfATextProcessorAreToldEach() {
        assertThat(
                        findings(
                                "rule “x”\nwhen\n  Customer(country == “FI”, city == ‘Oulu’)\nthen\nclassify.stage(\"lapsed\");\nend\n"))
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding).contains("rules have straight ones"));
    }

    @Test
    void anAttributeStandsOnce() {
        assertThat(findings("rule \"x\" salience 1 salience 2\nwhen\nthen\nclassify.stage(\"lapsed\");\nend\n"))
                .singleElement()
                .asString()
                .startsWith("x.drl:5:21: expected 'when', since the rule has its salience");
    }

    @ParameterizedTest
    @CsvSource({
        "age = 18,17,'=='",
        "age => 18,17,'>='",
        "age =< 18,17,'<='",
        "age <> 18,17,'!='",
        "age ≤ 18,17,'<='",
        "age ≥ 18,17,'>='",
        "age ≠ 18,17,'!='",
        "age is 18,17,'=='"
    })
    void aSignOfAnotherLanguageIsAnsweredWithOurs(String test, int column, String sign) {
        Findings findings = new Findings();
        String drl = HEADER + "rule \"x\"\nwhen\n  Customer( " + test + ")\nthen\nclassify.stage(\"lapsed\");\nend\n";
        DrlReader.read(ShopNames.of(Step.CLASSIFICATION), "x.drl", drl, findings);

        assertThat(findings.list()).singleElement().satisfies(finding -> assertThat(finding.toString())
                .startsWith("x.drl:7:" + column + ": expected '" + sign + "'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "RULE \"x\" ~ when ~ Customer(age > 18) ~ 5:1: expected 'rule' in small letters, found 'RULE'",
                "rule \"x\" ~ WHEN ~ Customer(age > 18) ~ 6:1: expected 'when' in small letters, found 'WHEN'",
                "rule \"x\" ~ when ~ Customer(age > 18) AND Context(hour > 3) ~ 7:20: expected 'and' in small letters, found 'AND'",
                "rule \"x\" ~ when ~ Customer(age > 18) OR Customer(age < 3) ~ 7:20: expected 'or' in small letters, found 'OR'",
                "rule \"x\" ~ when ~ Customer(age > 18 AND age < 65) ~ 7:19: expected '&&' or a comma between two constraints of a pattern, found 'AND'",
                "rule \"x\" ~ when ~ Customer(age > 18 or age < 65) ~ 7:19: expected '||' between two constraints of a pattern, found 'or'",
                "rule \"x\" ~ when ~ Customer(age == NULL) ~ 7:17: expected 'null' in small letters, found 'NULL'",
                "rule \"x\" ~ when ~ Customer(age between 18 and 65) ~ 7:14: 'between' is not part of the rules' language; write age >= 18, age <= 65",
                "rule \"x\" ~ when ~ Customer(city like \"Hel%\") ~ 7:15: 'like' is not part of the rules' language; compare with ==, !=, <, <=, >, >=, in, contains, memberOf, str[…]",
                "rule \"x\" ~ when ~ Customer(country == \"Finland\") ~ 7:21: unknown value of country 'Finland'; did you mean 'FI'?",
                "rule \"x\" ~ when ~ Customer(country == FI) ~ 7:21: unknown property of Customer 'FI'; a text stands in quotes, as in \"FI\"",
                "rule \"x\" ~ when ~ Customer(revenue365d > 1,5) ~ 7:26: the number 5 is no condition; compare a property with a value, and write decimals with a point, as in 1.5",
                "rule \"x\" ~ when ~ Customer(revenue365d > 1 000) ~ 7:24: two numbers stand side by side; a number is written without spaces, as 1000",
                "rule \"x\" ~ when ~ Customer(interests == \"vintage\") ~ 7:10: a set is compared with contains, not with ==; write interests contains \"vintage\"",
                "rule \"x\" ~ when ~ Customer(personalValues != \"quality\") ~ 7:10: a set is compared with contains, not with !=; write personalValues not contains \"quality\"",
                "rule Buys very often ~ when ~ Customer(age > 18) ~ 5:6: expected a name of several words in quotes, as in \"Buys often\", found 'Buys'",
                "rule Buys very often salience 3 ~ when ~ Customer(age > 18) ~ 5:6: expected a name of several words in quotes, as in \"Buys often\", found 'Buys'",
                "rule \"x\" ~ ~ Customer(age > 18) ~ 7:1: expected 'when' before the conditions, found 'Customer'",
                "rule \"x\" ~ when ~ Customer(age > 18) classify.stage(\"lapsed\"); ~ 7:20: expected 'then' before what the rule says, found 'classify'",
            })
    void wordsOfAnotherLanguageAreAnsweredWithOurs(String rule, String when, String condition, String told) {
        assertThat(findings(rule + "\n" + Objects.requireNonNullElse(when, "") + "\n" + condition
                        + "\nthen\nclassify.stage(\"lapsed\");\nend\n"))
                .containsExactly("x.drl:" + told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Customer(c\u043Euntry == \"FI\") | did you mean 'country'?; the 2nd letter is Cyrillic '\u043E', U+043E",
                "Customer(c\u03BFuntry == \"FI\") | did you mean 'country'?; the 2nd letter is Greek '\u03BF', U+03BF",
                "Cust\u043Emer(country == \"FI\") | the 5th letter is Cyrillic",
                "Customer(country == \"F\u0406\") | the 2nd letter is Cyrillic",
                "Customer(age > 18) \u043Er Customer(age < 3) | the 1st letter is Cyrillic",
            })
    void aLetterThatLooksLikeAnotherIsNamed(String condition, String told) {
        assertThat(findings("rule \"x\"\nwhen\n" + condition + "\nthen\nclassify.stage(\"lapsed\");\nend\n"))
                .singleElement()
                .asString()
                .contains(told);
    }
}
