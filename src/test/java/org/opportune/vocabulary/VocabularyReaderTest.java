package org.opportune.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;

/** What the author of a vocabulary is told. */
class VocabularyReaderTest {
    private static final Terms TERMS = TermsReader.read(
            "rulebook.yaml",
            "{name: T, timeZone: UTC, locales: [en, fi], defaultLocale: en, baseCurrency: EUR}",
            new Findings());
    private static final String STAGES =
            "stages:\n  - {id: one, label: {en: One}, colour: \"#000000\", default: true}\n";

    private static List<String> findings(String yaml) {
        Findings findings = new Findings();
        VocabularyReader.read("v.yaml", STAGES + yaml, TERMS, findings);
        return findings.list().stream().map(Finding::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "this", "eval", "true", "rule", "when", "in", "matches", "class", "new"})
    void noPropertyIsCalledAsAWordOfRules(String word) {
        String told = "v.yaml:4:3: '" + word + "' is a word of the rules' language; choose another name";
        assertThat(findings("attributes:\n  \"" + word + "\": {type: text, label: {en: X}}\n"))
                .containsExactly(told);
        assertThat(findings("scores:\n  \"" + word + "\": {label: {en: X}}\n")).containsExactly(told);
    }

    @Test
    void aSegmentStandsInQuotesAndMayBeCalledAsMore() {
        assertThat(findings("segments:\n  new: {label: {en: X}}\n")).isEmpty();
        assertThat(findings("segments:\n  when: {label: {en: X}}\n"))
                .containsExactly("v.yaml:4:3: 'when' is a word of the rules' language; choose another name");
    }

    @Test
    void whatAttributionNamesMustBeThere() {
        assertThat(attributed("{event: ordr, value: amount}"))
                .containsExactly("r.yaml:6:22: unknown event 'ordr'; did you mean 'order'?");
        assertThat(attributed("{event: order, value: sku}"))
                .containsExactly("r.yaml:6:22: 'sku' is no property of type money of the event 'order'; it has amount");
        assertThat(attributed("{event: order, value: amount, touch: tap, within: 1m, rule: middle}"))
                .hasSize(3)
                .anyMatch(told -> told.contains("unknown touch 'tap'"))
                .anyMatch(told -> told.contains("'1m' is no time before an order"))
                .anyMatch(told -> told.contains("unknown rule 'middle'"));
        assertThat(attributed("{event: order}")).isEmpty();
    }

    private static List<String> attributed(String terms) {
        Findings findings = new Findings();
        Terms read = TermsReader.read(
                "r.yaml",
                "name: X\ntimeZone: UTC\nlocales: [en]\ndefaultLocale: en\nbaseCurrency: EUR\nattribution: " + terms
                        + "\n",
                findings);
        VocabularyReader.read(
                "v.yaml",
                STAGES
                        + "events:\n  order: {label: {en: Order}, properties: {amount: {type: money, label: {en: A}}, sku: {type: text, label: {en: S}}}}\n",
                read,
                findings);
        return findings.list().stream().map(Finding::toString).toList();
    }

    @Test
    void reportsTellApartByWhatHasFewValues() {
        String declared =
                "attributes:\n  tier: {type: choice, label: {en: Tier}, choices: {a: {en: A}}}\n  city: {type: text, label: {en: City}}\n";
        assertThat(findings(declared + "dimensions: [tier]\n")).isEmpty();
        assertThat(findings(declared + "dimensions: [teir, city, stage, tier, tier]\n"))
                .containsExactly(
                        "v.yaml:6:14: unknown attribute, context attribute or feature 'teir'; did you mean 'tier'?",
                        "v.yaml:6:20: 'city' is of type text, of which there are many values; reports tell apart by choice, choices, boolean and integer",
                        "v.yaml:6:26: reports tell decisions apart by 'stage' always",
                        "v.yaml:6:39: the dimension 'tier' stands here twice");
    }

    @Test
    void aMisspeltNameIsToldWhereItStands() {
        assertThat(findings("attributes:\n  city: {typ: text, label: {en: City}}\n"))
                .first()
                .isEqualTo("v.yaml:4:10: unknown name 'typ'; did you mean 'type'?");
        assertThat(findings("segmnts:\n  vip: {label: {en: X}}\n"))
                .containsExactly("v.yaml:3:1: unknown name 'segmnts'; did you mean 'segments'?");
        assertThat(findings("attributes:\n  City: {type: text, label: {en: City}}\n"))
                .singleElement()
                .asString()
                .startsWith(
                        "v.yaml:4:3: 'City' is no name: a small letter, then letters and digits, at most 60, without spaces; write city");
    }

    @Test
    void boundsAreOfNumbersAndTheLowerOneIsNotAboveTheUpperOne() {
        assertThat(bounded("{type: integer, minimum: 0, maximum: 10, label: {en: X}}"))
                .isEmpty();
        assertThat(bounded("{type: money, minimum: 0, label: {en: X}}")).isEmpty();
        assertThat(bounded("{type: number, minimum: 3, maximum: 2, label: {en: X}}"))
                .containsExactly("v.yaml:6:45: the minimum 3 of 'x' is more than its maximum 2; change one of them");
        assertThat(bounded("{type: text, minimum: 0, label: {en: X}}"))
                .containsExactly("v.yaml:6:43: 'x' is of type text; only integer, number and money have a minimum");
        assertThat(bounded("{type: integer, least: 0, label: {en: X}}"))
                .singleElement()
                .asString()
                .startsWith(
                        "v.yaml:6:37: unknown name 'least'; known: choices, fields, group, label, maximum, minimum");
    }

    @Test
    void theMinimumOfAScoreIsNotAboveItsMaximum() {
        assertThat(findings("scores:\n  s: {label: {en: S}, minimum: 100, maximum: 0}\n"))
                .containsExactly("v.yaml:4:32: the minimum 100 of 's' is more than its maximum 0; change one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " F", "F "})
    void theIdOfAChoiceBeginsAndEndsWithWhatPeopleSee(String id) {
        assertThat(bounded("{type: choice, choices: {\"" + id + "\": {en: X}}, label: {en: X}}"))
                .containsExactly("v.yaml:6:46: '" + id
                        + "' is no id of a choice: it begins and ends with a character that people see");
    }

    @Test
    void anIdIsWrittenOnOneLine() {
        assertThat(bounded("{type: choice, choices: {\"F\\nI\": {en: X}}, label: {en: X}}"))
                .singleElement()
                .asString()
                .startsWith("v.yaml:6:46: 'F\uFFFDI' has a line break");
    }

    private static List<String> bounded(String property) {
        return findings("events:\n  e:\n    label: {en: E}\n    properties: {x: " + property + "}\n");
    }

    @Test
    void twoThingsOfAKindThatAreCalledTheSameAreToldAtTheSecond() {
        assertThat(findings("""
                attributes:
                  city: {type: text, label: {en: Place}}
                  town: {type: text, label: {en: place, fi: Kaupunki}}
                """))
                .containsExactly(
                        "v.yaml:5:34: 'town' is called 'place' in 'en', as 'city' is, and a sentence could mean either;"
                                + " give one of them another label");
        assertThat(findings("segments:\n  a: {label: {en: A, fi: X}}\n  b: {label: {en: B, fi: X}}\n"))
                .singleElement()
                .asString()
                .startsWith("v.yaml:5:26: 'b' is called 'X' in 'fi', as 'a' is");
        assertThat(findings("attributes:\n  c: {type: choice, label: {en: C}, choices: {F: {en: X}, G: {en: X}}}\n"))
                .singleElement()
                .asString()
                .contains("'G' is called 'X'");
        assertThat(findings("segments:\n  a: {label: {en: One}}\n"))
                .as("another kind")
                .isEmpty();
    }

    private static List<String> reported(String declared) {
        return findings("""
                events:
                  order: {label: {en: O}, properties: {amount: {type: money, label: {en: A}}, note: {type: text, label: {en: N}}}}
                  asked:
                    label: {en: S}
                    properties:
                      nps: {type: integer, minimum: 0, maximum: 10, label: {en: P}}
                      csat: {type: integer, minimum: 1, maximum: 5, label: {en: C}}
                      open: {type: integer, label: {en: D}}
                      where: {type: choice, label: {en: W}, choices: {shop: {en: Shop}}}
                reports: {%s}
                """.formatted(declared));
    }

    @Test
    void whatReportsCountIsDeclaredOfEventsThatCanBeCounted() {
        assertThat(reported("purchase: {event: order, value: amount}")).isEmpty();
        assertThat(reported("nps: {event: asked, score: nps, channel: where}")).isEmpty();
        assertThat(reported("csat: {event: asked, score: csat, satisfied: 4}")).isEmpty();
        assertThat(reported("referral: {event: order}")).isEmpty();

        assertThat(reported("purchase: {event: ordr, value: amount}"))
                .singleElement()
                .asString()
                .contains("did you mean 'order'");
        assertThat(reported("purchase: {event: order, value: amuont}"))
                .singleElement()
                .asString()
                .contains("did you mean 'amount'");
        assertThat(reported("purchase: {event: order, value: note}"))
                .singleElement()
                .asString()
                .contains("'note' of order is of type text; it must be of type money");
        assertThat(reported("nps: {event: asked, score: csat}"))
                .singleElement()
                .asString()
                .contains("no answer from 0 to 10");
        assertThat(reported("csat: {event: asked, score: open, satisfied: 4}"))
                .singleElement()
                .asString()
                .contains("has no scale");
        assertThat(reported("csat: {event: asked, score: csat, satisfied: 6}")).hasSize(1);
        assertThat(reported("referral: {event: order, converted: amount}"))
                .singleElement()
                .asString()
                .contains("it must be of type boolean");
        assertThat(reported("nsp: {event: asked, score: nps}"))
                .singleElement()
                .asString()
                .contains("did you mean 'nps'");
    }
}
