package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.model.Rule;

/** Every mistake is shown with its file, line and column, and all at once. */
class RulebookReaderTest {
    private static final String STAGES = "classification/stages.drl";

    @Test
    void theSmallShopIsARulebook() {
        assertThat(new SmallShop().findings()).isEmpty();
    }

    @Test
    void theHashNamesTheContentAndNothingElse() {
        Manifest manifest = new SmallShop().rulebook().manifest();

        assertThat(new SmallShop().rulebook().hash()).isEqualTo(manifest.hash()).matches("[0-9a-f]{64}");
        assertThat(new SmallShop()
                        .change("offers/offers.csv", "Gift", "gift")
                        .rulebook()
                        .hash())
                .isNotEqualTo(manifest.hash());
        assertThat(manifest.canonical()).containsOnlyKeys("classification", "eligibility");
        assertThat(Manifest.read(manifest.text())).isEqualTo(manifest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "opportune-release 2\n", "opportune-release 1\nmodel 1", "opportune-release 1\nmodel x\n"})
    void whatIsNoManifestIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Manifest.read(text));
    }

    @Test
    void aMisspeltPropertyIsShownWhereItStandsWithTheNearestName() {
        assertThat(new SmallShop()
                        .change(STAGES, "orders90d > 0", "ordres90d > 0")
                        .findings())
                .containsExactly(
                        STAGES + ":16:14: unknown property of Customer 'ordres90d'; did you mean 'orders90d'?");
    }

    @Test
    void everyMistakeIsFoundNotTheFirstOnly() {
        assertThat(new SmallShop()
                        .change(STAGES, "orders90d > 0", "ordres90d > 0")
                        .change(STAGES, "country in", "contry in")
                        .change(STAGES, "\"lapsed\"", "\"laps\"")
                        .change("offers/treatments.csv", "gift,hero,", "gift,heroo,")
                        .findings())
                .hasSize(4);
    }

    @Test
    void aFileWithAHiddenCharacterHidesNoMistakeOfOthers() {
        SmallShop shop = new SmallShop().change(STAGES, "Ordered in 90 days", "Ordered in\\u002090 days");
        shop.with(
                        "classification/more.drl",
                        SmallShop.HEADER
                                + "rule \"A\" when Customer(ordres90d > 0) then classify.segment(\"nordic\"); end\n")
                .change("offers/treatments.csv", "gift,hero,", "gift,heroo,");
        Findings findings = Findings.ofRulebook();
        shop.folder().check(findings);
        RulebookReader.content(shop.folder(), findings);

        assertThat(findings.list().stream().map(Finding::toString))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith(STAGES + ":14:17").contains("write the character itself"),
                        again -> assertThat(again).startsWith(STAGES + ":19:46").contains("write the character itself"),
                        two -> assertThat(two)
                                .startsWith("classification/more.drl:")
                                .contains("'ordres90d'"),
                        three -> assertThat(three)
                                .startsWith("offers/treatments.csv:")
                                .contains("'heroo'"));
    }

    @Test
    void mistakesOfTheTermsAndOfNamesHideNoOthers() {
        SmallShop shop = new SmallShop()
                .change("rulebook.yaml", "Europe/Helsinki", "Europe/Helsinky")
                .change("rulebook.yaml", "locales: [en, fi]", "locales: [en, fi, fi]")
                .change("vocabulary.yaml", "type: choice,", "type: chioce,");
        assertThat(shop.findings())
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("rulebook.yaml:2:11: unknown time zone"),
                        two -> assertThat(two).startsWith("rulebook.yaml:3:19: the locale 'fi' stands here twice"),
                        three -> assertThat(three).startsWith("vocabulary.yaml:2:19: unknown type 'chioce'"));

        SmallShop named = new SmallShop().with("my rules.drl", "x").change(STAGES, "orders90d > 0", "ordres90d > 0");
        Findings findings = Findings.ofRulebook();
        named.folder().check(findings);
        RulebookReader.content(named.folder(), findings);
        assertThat(findings.list().stream().map(Finding::file)).containsExactly("my rules.drl", STAGES);
    }

    @Test
    void aNumberThatMayBeTooLargeIsRefused() {
        String product = "orders90d" + " * orders90d".repeat(11) + " * 9999999999999 * 9999999999999 > 0";
        assertThat(new SmallShop().change(STAGES, "orders90d > 0", product).findings())
                .singleElement()
                .asString()
                .contains("may not fit into a number");
        assertThat(new SmallShop()
                        .change(STAGES, "orders90d > 0", "orders90d" + " * orders90d".repeat(9) + " > 0")
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Customer(orders90d > 0)            | Custmer(orders90d > 0)                     | 16:5: unknown fact 'Custmer'; did you mean 'Customer'?
                    Customer(orders90d > 0)            | Customer(orders90d > 0) Customer()         | 16:29: a second pattern of Customer is not part of the rules' language
                    Customer(orders90d > 0)            | not Customer(orders90d > 0)                | 16:5: 'not' is not part of the rules' language
                    Customer(orders90d > 0)            | Customer(orders90d > 010)                  | 16:26: '010' begins with a zero, as codes do; for the number write 10
                    Customer(orders90d > 0)            | Customer(orders90d > --1)                  | 16:27: expected a property or a number behind one minus
                    Customer(orders90d > 0)            | int : Customer(orders90d > 1)              | 16:5: expected a name such as $c
                    Customer(orders90d > 0)            | Context(at > "2026-03-01T10:00:00.1234567Z") | 16:18: '2026-03-01T10:00:00.1234567Z' is finer than a microsecond
                    Customer(orders90d > 0)            | eval(true)                                 | 16:5: 'eval' is not part of the rules' language
                    Customer(orders90d > 0)            | Customer(country.length() > 0)             | 16:22: the call 'length(…)' is not part of the rules' language
                    Customer(orders90d > 0)            | Customer(orders90d > 0                     | 17:1: expected ')', found 'then'
                    classify.stage("engagement");      | classify.stage("engagment");               | 18:20: unknown stage 'engagment'; did you mean 'engagement'?
                    classify.stage("engagement");      | classify.stag("engagement");               | 18:5: unknown verb 'classify.stag'; did you mean 'classify.stage'?
                    classify.stage("engagement");      | System.exit(1);                            | 18:5: 'System.exit(…)' is not part of the rules' language
                    classify.stage("engagement");      | classify.stage(System.getenv("x"));        | 18:20: expected the stage in quotes, found 'System'
                    rule "Ordered in 90 days"          | function void f() {} rule "A"              | 14:1: 'function' is not part of the rules' language
                    rule "Ordered in 90 days"          | rule "A" timer(1s)                         | 14:10: 'timer' is not part of the rules' language
                    rule "Ordered in 90 days"          | rule "A" dialect "mvel"                    | 14:10: 'dialect' is not part of the rules' language
                    rule "Ordered in 90 days"          | rule "A" extends "Lives in the North"      | 'extends'
                    import opportune.facts.Context;    | import java.lang.Runtime;                  | 4:8: the header is not that of classification/
                    rule "Ordered in 90 days"          | rule "None"                                | 14:6: 'none' is no name of a rule
                    rule "Ordered in 90 days"          | rule "Lives in the North"                  | 22:6: the rule 'Lives in the North' stands here twice
                    Customer(orders90d > 0)            | Customer(orders90d > "many")               | 16:26: orders90d is of type integer and is compared with a number such as 3, not with the text
                    """)
    void whatTheRulesLanguageCannotSayIsRefusedWithItsPlace(String good, String bad, String message) {
        assertThat(new SmallShop().change(STAGES, good, bad).findings())
                .anySatisfy(
                        finding -> assertThat(finding).startsWith(STAGES + ":").contains(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    vocabulary.yaml      | count: order         | count: ordr            | vocabulary.yaml:12:22: unknown event type 'ordr'; did you mean 'order'?
                    vocabulary.yaml      | window: 90d          | window: 90 days        | is not a window such as 24h or 90d
                    vocabulary.yaml      | type: choice,        | type: chioce,          | unknown type 'chioce'; did you mean 'choice'?
                    vocabulary.yaml      | , default: true      | , default: false       | exactly one stage must be the default; 0 are
                    vocabulary.yaml      | channel: email       | channel: mail          | unknown channel 'mail'; did you mean 'email'?
                    vocabulary.yaml      | attributes:          | atributes:             | unknown name 'atributes'; did you mean 'attributes'?
                    vocabulary.yaml      | {en: Nordic, fi      | {fi                    | the label has no text in the default locale 'en'
                    vocabulary.yaml      | label: {en: Nordic   | label: {en: Nordic     }                        | not YAML
                    vocabulary.yaml      | id: engagement       | id: en gage            | vocabulary.yaml:16:10: 'en gage' is no name: a small letter, then letters and digits, at most 60, without spaces; write enGage
                    vocabulary.yaml      | id: engagement       | id: none               | vocabulary.yaml:16:10: 'none' is no id, since it is the word for nothing
                    vocabulary.yaml      | {FI: {en: Finland}   | '{"F|I": {en: Finland}' | which separates choices in tables; choose another id
                    vocabulary.yaml      | nordic: {            | none: {                | 'none' is no id, since it is the word for nothing
                    offers/offers.csv    | gift,engagement      | none,engagement        | offers/offers.csv:3:1: 'none' is no id, since it is the word for nothing
                    offers/offers.csv    | gift,engagement,10   | gift,engagement,"10,5" | offers/offers.csv:3:3: '10,5' is not an amount such as 12.50; write 10.5
                    rulebook.yaml        | Europe/Helsinki      | Europe/Helsinky        | rulebook.yaml:2:11: unknown time zone 'Europe/Helsinky'; did you mean 'Europe/Helsinki'?
                    rulebook.yaml        | defaultLocale: en    | defaultLocale: hu      | the default locale 'hu' is not among the locales
                    rulebook.yaml        | 0.09}                | zero}                  | 'zero' is not a rate
                    offers/offers.csv    | gift,engagement,10   | gift,engagement,ten    | offers/offers.csv:3:3: 'ten' is not an amount
                    offers/offers.csv    | gift,engagement      | gift,engagment         | offers/offers.csv:3:2: unknown campaign 'engagment'; did you mean 'engagement'?
                    offers/offers.csv    | 2020-12-31           | 31.12.2020             | offers/offers.csv:5:5: '31.12.2020' is not a day such as
                    offers/treatments.csv| voucher,grid         | vouchr,grid            | offers/treatments.csv:8:1: unknown offer 'vouchr'; did you mean 'voucher'?
                    offers/content.en.csv| Ask,/help            | Ask,//evil.example     | '//evil.example' is no link
                    offers/content.en.csv| Ask,/help            | Ask,https://a@b.example | 'https://a@b.example' is no link
                    offers/offers.csv    | id,campaign          | id,campain             | unknown column 'campain'; did you mean 'campaign'?
                    """)
    void mistakesInTablesAndYamlAreShownWhereTheyStand(String file, String good, String bad, String message) {
        assertThat(new SmallShop().change(file, good, bad).findings())
                .anySatisfy(
                        finding -> assertThat(finding).startsWith(file + ":").contains(message));
    }

    @Test
    void aFileOfSentencesIsReadWithTheLanguageThatItNames() {
        String rules =
                SmallShop.HEADER + "expander en.dsl\nrule \"Finn\"\nwhen\nCountry is Finland\nthen\njoin Nordic\nend\n";
        SmallShop shop = new SmallShop()
                .with(
                        "language/en.dsl",
                        "[when]{text} is {value}={text} == {value}\n[then]join {segment}=classify.segment({segment})\n");

        assertThat(shop.with("classification/finns.dslr", rules).findings()).isEmpty();
        assertThat(shop.with("classification/finns.dslr", rules.replace("en.dsl", "fi.dsl"))
                        .findings())
                .containsExactly("classification/finns.dslr:7:10: unknown language 'fi.dsl'; did you mean 'en.dsl'?");
    }

    @ParameterizedTest
    @CsvSource({
        "eligibilty/x.drl,'did you mean eligibility/x.drl?'",
        "eligibility/Applicable/x.drl,'did you mean eligibility/applicable/x.drl?'",
        "eligibility/winter/x.csv,'the folders of eligibility/ are called eligible, applicable, suitable'",
        "eligibility/winter/x.cases.csv,'the folders of eligibility/ are called'",
        "x.drl,'rules stand in classification/, eligibility/, policy/ and arbitration/'",
        "offers/offer.csv,'did you mean offers/offers.csv?'",
        "policy/caps.xlsx,'did you mean policy/caps.csv?'",
        "offers/content.sv.csv,'no locale of rulebook.yaml; declare it there, or take one of en, fi'",
        "classification/x.yaml,'nothing reads a file of this name here'",
        "language/x.dslr,'nothing reads a file of this name here'"
    })
    void aFileThatNothingReadsIsAMistake(String path, String message) {
        assertThat(new SmallShop().with(path, "x").findings())
                .singleElement()
                .asString()
                .startsWith(path + ":1:1: nothing reads")
                .contains(message);
    }

    @Test
    void aVocabularyIsBounded() {
        StringBuilder many = new StringBuilder("attributes:\n");
        for (int i = 0; i < 1_000; i++) {
            many.append("  n" + i + ": {type: number, label: {en: N" + i + "}}\n");
        }
        assertThat(new SmallShop()
                        .change("vocabulary.yaml", "attributes:\n", many.toString())
                        .findings())
                .singleElement()
                .asString()
                .contains("'attributes' declares 1002 things; at most 1000 are allowed");
    }

    @Test
    void aRuleNameThatStandsInTwoFilesIsAMistake() {
        SmallShop shop = new SmallShop();
        shop.with("classification/other.drl", shop.folder().text(STAGES));

        assertThat(shop.findings()).hasSize(4).allSatisfy(finding -> assertThat(finding)
                .contains("must be unique"));
    }

    @Test
    void aDecisionTableIsRulesAndItsMistakesNameTheRow() {
        String table = """
                RuleSet,opportune.classification,,
                Import,"opportune.facts.Customer, opportune.facts.Context",,
                Variables,org.opportune.rulebook.Classify classify,,
                ,,,
                RuleTable,Segments,,
                NAME,CONDITION,ACTION,
                ,Customer...,,
                ,country == $param,"classify.segment(""$param"");",
                Name,Country,Segment,
                Comes from Finland,""" + "\"\"\"FI\"\"\",nordic,\n";
        SmallShop shop = new SmallShop().with("classification/segments.csv", table);

        assertThat(shop.findings()).isEmpty();
        assertThat(shop.rulebook().rules())
                .extracting(Rule::name, rule -> rule.place().file(), rule -> rule.place()
                        .line())
                .contains(org.assertj.core.groups.Tuple.tuple("Comes from Finland", "classification/segments.csv", 10));
        assertThat(shop.change("classification/segments.csv", ",nordic,", ",nordik,")
                        .findings())
                .containsExactly("classification/segments.csv:10:3: unknown segment 'nordik'; did you mean 'nordic'?");
    }

    @Test
    void aSentenceMayNameAnOfferBehindABrokenQuote() {
        Findings findings = new Findings();
        RulebookReader.read(
                new SmallShop()
                        .change("offers/offers.csv", "gift,engagement", "gift,\"engagement")
                        .with("eligibility/more.dslr", """
                                rule "more"
                                when
                                    There is a customer
                                then
                                    propose Gift
                                end
                                """)
                        .folder(),
                findings);

        assertThat(findings.list())
                .extracting(Finding::toString)
                .anyMatch(told -> told.startsWith("offers/offers.csv:3:1: not a CSV table from here on"))
                .noneMatch(told -> told.contains("propose Gift"));
    }

    /** Each "is 1 or A" begins a sentence or goes on with a name, so that 40 of them have more readings than anybody can count. */
    @Test
    void labelsThatHoldWholeSentencesDoNotKeepTheReaderBusy() throws IOException {
        SmallShop shop = new SmallShop()
                .with("language/en.dsl", Files.readString(Path.of("rules/language/en.dsl")))
                .change("vocabulary.yaml", "attributes:", """
                        attributes:
                          a: {type: number, label: {en: A}}
                          b: {type: number, label: {en: A is 1}}
                          c: {type: number, label: {en: A is 1 or A}}""")
                .with(
                        "classification/a.dslr",
                        SmallShop.HEADER + "expander en.dsl\nrule \"R\"\nwhen\nA is 1" + " or A is 1".repeat(40)
                                + "\nthen\nthe stage is Lapsed\nend\n");

        assertThat(shop.findings())
                .singleElement()
                .asString()
                .startsWith("classification/a.dslr:10:1: the sentence can be read in too many ways");
    }
}
