package org.opportune.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.model.Step;

/** What the author of a file of sentences is told whose words between the sentences are wrong. */
class SentenceKeywordsTest {
    private static final String HEADER = HeaderReader.text(Step.CLASSIFICATION);
    private static final int HEADER_LINES = (int) HEADER.lines().count() + 1;

    /** With the lines counted from the first rule on. */
    private static List<String> findings(String expander, String rules) {
        Findings findings = new Findings();
        String text = HEADER + "expander " + expander + "\n" + rules;
        SentenceReader.read(ShopNames.of(Step.CLASSIFICATION), ShopNames.LANGUAGES, "x.dslr", text, findings);
        return findings.list().stream().map(SentenceKeywordsTest::shown).toList();
    }

    private static String shown(Finding finding) {
        return (finding.line() == null ? 0 : finding.line() - HEADER_LINES) + ":" + finding.column() + ": "
                + finding.message();
    }

    private static String rule(String name, String when, String then, String end) {
        return name + "\n" + when + "\n  Age is known\n" + then + "\n  the stage is Lapsed\n" + end + "\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rul \"A\" | when | then | end | 1:1: expected 'rule', found 'rul'",
                "Rulle \"A\" | when | then | end | 1:1: expected 'rule', found 'Rulle'",
                "rule \"A\" | wen | then | end | 2:1: expected 'when', found 'wen'",
                "rule \"A\" | when: | then | end | 2:1: expected 'when', found 'when:'",
                "rule \"A\" | when | thn | end | 4:1: expected 'then', found 'thn'",
                "rule \"A\" | when | hten | end | 4:1: expected 'then', found 'hten'",
                "rule \"A\" | when | then | ennd | 6:1: expected 'end', found 'ennd'",
                "rule \"A\" | when | then | end. | 6:1: expected 'end', found 'end.'",
                "rule Is old | when | then | end | 1:6: a rule's name stands in quotes; write: rule \"Is old\"",
                "Rule: \"A\" | when | then | end | 1:5: expected the rule's name in quotes, found ':'",
                "rule \"A\" | if | then | end | 2:1: expected 'when', found 'if'",
                "rule | when | then | end | 1:5: expected the rule's name in quotes, the sentence that people read as the reason",
                "rule \"A | when | then | end | 1:6: the text does not end on its line; close it with \"",
            })
    void aMisspeltWordIsToldAloneWithWhatItShouldBe(String name, String when, String then, String end, String told) {
        assertThat(findings("en.dsl", rule(name, when, then, end))).containsExactly(told);
    }

    @Test
    void theWordsOfEveryLanguageAreKnown() {
        String rules = "sääntö \"A\"\nkunn\n  Ikä on tiedossa\nnin\n  asiakkaan vaihe on Poistunut\nlopu\n";
        assertThat(findings("fi.dsl", rules))
                .contains(
                        "2:1: expected 'kun', found 'kunn'",
                        "4:1: expected 'niin', found 'nin'",
                        "6:1: expected 'loppu', found 'lopu'");
    }

    @Test
    void aWordStandsOnALineOfItsOwn() {
        assertThat(findings("en.dsl", "rule \"A\"\nwhen Age is known\nthen the stage is Lapsed\nend\n"))
                .containsExactly(
                        "2:1: 'when' stands on a line of its own; write the sentence on the next line",
                        "3:1: 'then' stands on a line of its own; write the sentence on the next line");
    }

    @Test
    void aMissingWordIsAskedForWhereItBelongs() {
        assertThat(findings("en.dsl", "rule \"A\"\nwhen\n  Age is known\n  the stage is Lapsed\nend\n"))
                .containsExactly("4:3: before 'the stage is Lapsed' a line 'then' is missing; write it");
        assertThat(findings("en.dsl", "rule \"A\"\n  Age is known\nthen\n  the stage is Lapsed\nend\n"))
                .containsExactly("2:3: before 'Age is known' a line 'when' is missing; write it");
        assertThat(findings("en.dsl", "rule \"A\"\nwhen\n  Age is known\nend\n"))
                .containsExactly("4:1: expected 'then' and behind it what the rule says, found 'end'");
        assertThat(findings("en.dsl", "when\n  Age is known\nthen\n  the stage is Lapsed\nend\n"))
                .containsExactly("1:1: expected 'rule \"…\"' and the rule's name before it, found 'when'");
        assertThat(findings("en.dsl", "rule \"A\"\nwhen\nwhen\n  Age is known\nthen\n  the stage is Lapsed\nend\n"))
                .containsExactly("3:1: 'when' stands twice in this rule; remove one of the two");
    }

    @Test
    void everythingIsToldAtOnceInTheOrderOfTheLines() {
        String rules = """
                rul "A" salience x
                wen
                  Agee is known
                thn
                  the stage is Lapsd
                ennd
                rule B
                when
                  Age is 3.55555555555555
                then
                  the stage is Lapsed
                rule "C" salience y
                when
                  Age is 3.55555555555555
                then
                  the stage is Lapsed
                """;
        assertThat(findings("en.dsl", rules).stream().map(told -> told.substring(0, told.indexOf(": "))))
                .containsExactly(
                        "1:1", "1:18", "2:1", "3:3", "4:1", "5:16", "6:1", "7:1", "7:6", "12:1", "12:19", "14:10");
    }
}
