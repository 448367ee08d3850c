package org.opportune.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.model.Step;

/** What the file of a language may hold; a sentence is words and slots, and can say only what a rule can. */
class LanguageReaderTest {
    private static List<Finding> read(String text) {
        Findings findings = new Findings();
        Language.read("language/en.dsl", "en", text, findings);
        return findings.list();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "# a comment",
                "// another",
                "[when]{text} is {value}={text} == {value}",
                "[condition]{text} is {value}={text} == {value}",
                "[consequence]stage {stage}=classify.stage({stage})",
                "[when]{text} is {value}={text} == \"{value}\"",
                "[then]stage {stage}=classify.stage(\"{stage}\");",
                "[when]the app is there=Customer(appInstalled == true)",
                "[when]young={number} is small",
                "[then]both {stage} {segment}x=classify.stage({stage})",
                "[keyword]sääntö=rule",
            })
    void aLineIsASentenceOrAKeyword(String line) {
        List<Finding> findings = read(line + "\n");
        boolean wrong = line.startsWith("[when]young") || line.startsWith("[then]both");
        assertThat(findings.isEmpty()).as(findings.toString()).isEqualTo(!wrong);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                // regular expressions, which hang a stock expander
                "[when](a+)+b=Customer(age > 3) ^ 7 ^ '(' may not stand in a sentence",
                "[when]a{n:\\d+}=Customer(age > 3) ^ 8 ^ unknown slot",
                "[when]a.*b=Customer(age > 3) ^ 9 ^ '*' may not stand in a sentence",
                "[when]a|b=Customer(age > 3) ^ 8 ^ '|' may not stand in a sentence",
                "[when]$1=Customer(age > 3) ^ 7 ^ '$' may not stand in a sentence",
                // slots
                "[when]{text} is {valeu}={text} == {valeu} ^ 17 ^ unknown slot 'valeu'; did you mean 'value'?",
                "[when]{text} is {value}={text} == {text} ^ ^ the slot {value} is not used here",
                "[when]{text} is {value}={text} == {other} ^ ^ the sentence has no slot {other}",
                "[when]{text}{value} is={text} == {value} ^ 13 ^ between two slots stand words",
                "[when]is {value}=Customer(city == {value}) ^ 10 ^ before {value} stands the slot of the property",
                "[when]{text} is {text}={text} == {text} ^ 17 ^ stands here twice",
                "[when]{text}={text} == null ^ 7 ^ a sentence has words of its own",
                "[when]{text is 3={text} == 3 ^ 7 ^ the slot does not end",
                // what it says
                "[when]x=eval(true) ^ ^ ",
                "[when]x=Customer(age > 3) || eval(true) ^ ^ ",
                "[when]x=Customer(age > 3); eval(true) ^ ^ ",
                "[when]x=not Customer(age > 3) ^ ^ ",
                "[when]x=Customer(age > 3) from list ^ ^ ",
                "[when]x=Customer($a : age) ^ ^ ",
                "[when]x=Customer(age > 3, city == \"x\") ^ ^ a sentence says one constraint",
                "[when]x=Customer(this.getClass() != null) ^ ^ ",
                "[when]x=age > 3 ^ ^ the fact of 'age' is not clear",
                "[when]x= ^ ^ ",
                "[then]x=System.exit(1) ^ ^ ",
                "[then]x=classify.stage(\"a\"); System.exit(1) ^ ^ ",
                "[then]x=classify.stage(System.getProperty(\"x\")) ^ ^ ",
                "[then]x=insert(1) ^ ^ ",
                "[then]x=> ^ ^ ",
                // hijacks
                "[keyword]when=then ^ 10 ^ a keyword is a word",
                "[keyword]package=rule ^ 10 ^ a keyword is a word",
                "[keyword]x=eval ^ 10 ^ unknown keyword 'eval'",
                "[keyword]{x}=rule ^ 10 ^ a keyword is a word",
                "[when]then=Customer(age > 3) ^ 7 ^ is the keyword 'then'",
                "[when]rule of three=Customer(age > 3) ^ 7 ^ is the keyword 'rule'",
                // lines
                "when {text} is {value} ^ 1 ^ begins with [when], [then] or [keyword]",
                "[whne]x=Customer(age > 3) ^ 1 ^ unknown scope",
                "[*]x=Customer(age > 3) ^ 1 ^ unknown scope",
                "[when]{text} is {value} ^ 1 ^ behind the sentence stand '='",
            })
    void anythingElseIsRefusedWithItsPlace(String line, Integer column, String message) {
        List<Finding> findings = read("# first\n" + line + "\n[when]{property} is known={property} != null\n");
        assertThat(findings).as(line).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.column()).isGreaterThan(column == null ? 6 : column - 1);
            assertThat(column == null || column.equals(finding.column()))
                    .as(finding.toString())
                    .isTrue();
            assertThat(finding.message()).contains(message == null ? "" : message);
        });
    }

    @Test
    void twoSentencesThatNobodyCanTellApartAreRefused() {
        assertThat(read("[when]{text} is {value}={text} == {value}\n[when]{text2} is  {value}={text2} != {value}\n"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .startsWith("language/en.dsl:2:7: ")
                        .contains("stands in line 1 already"));
    }

    @Test
    void oneWordCannotStandForTwoKeywords() {
        assertThat(read("[keyword]kun=when\n[keyword]kun=then\n"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("stands for 'when' already"));
    }

    @Test
    void aFileIsNamedAfterItsLanguage() {
        Findings findings = new Findings();
        Languages.read(Map.of("language/english!.dsl", "", "language/FI.dsl", ""), findings);
        assertThat(findings.list()).hasSize(2).allSatisfy(finding -> assertThat(finding.message())
                .contains("is no language"));
    }

    @Test
    void theRestOfAFileIsReadThough() {
        Findings findings = new Findings();
        Language language = Language.read(
                "language/en.dsl", "en", "[when](x=1\n[when]{property} is known={property} != null\n", findings);
        assertThat(findings.list()).hasSize(1);
        assertThat(language.sentences(Step.CLASSIFICATION, true)).hasSize(1);
    }
}
