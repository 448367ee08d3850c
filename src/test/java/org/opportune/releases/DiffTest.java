package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.releases.Change.Action;
import org.opportune.rulebook.RulebookContent;
import org.opportune.rulebook.RulebookReader;
import org.opportune.rulebook.SmallShop;

class DiffTest {
    private static final String STAGES = "classification/stages.drl";
    private static final RulebookFolder SHOP = RulebookFolder.read(Path.of("rules"), new Findings());

    private static Diff.Side side(RulebookFolder folder) {
        Findings findings = new Findings();
        RulebookContent content = RulebookReader.content(folder, findings);
        assertThat(findings.list()).isEmpty();
        return new Diff.Side(folder, Objects.requireNonNull(content));
    }

    private static List<Change> diff(RulebookFolder earlier, RulebookFolder later, String locale) {
        return Diff.of(side(earlier), side(later), locale).changes();
    }

    private static SmallShop small() {
        try {
            return new SmallShop().with("language/en.dsl", Files.readString(Path.of("rules/language/en.dsl")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With another sentence before those that are there, by which a writer would choose it. */
    private static SmallShop reworded(SmallShop shop) {
        return shop.change(
                "language/en.dsl",
                "[when]{formula} is less than {formula2}",
                "[when]{formula} is short of {formula2}={formula} >= {formula2}\n[when]{formula} is less than {formula2}");
    }

    @Test
    void anotherWordingChangesNoRule() {
        assertThat(diff(small().folder(), reworded(small()).folder(), "en"))
                .noneMatch(change -> change.part().equals("rule"));
    }

    @Test
    void noWordingOfTheLaterOneHidesWhatChanged() {
        RulebookFolder later = reworded(small().change(STAGES, "orders90d > 0", "orders90d >= 0"))
                .folder();

        assertThat(told(small().folder(), later))
                .contains(
                        "rule changed Ordered in 90 days",
                        "condition: Orders in 90 days is more than 0 > Orders in 90 days is at least 0");
    }

    /** As people would tell each other. */
    private static List<String> told(RulebookFolder earlier, RulebookFolder later) {
        return told(diff(earlier, later, "en"));
    }

    private static List<String> told(List<Change> changes) {
        List<String> told = new ArrayList<>();
        for (Change change : changes) {
            told.add(change.part() + " " + change.action().name().toLowerCase(Locale.ROOT) + " " + change.id());
            change.details().forEach(detail -> told.add(detail.of() + ": " + detail.from() + " > " + detail.to()));
        }
        return told;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "daysSinceLastOrder > 180) ~ daysSinceLastOrder >= 90) ~ condition: Days since the last order is more than 180 > Days since the last order is at least 90",
                "daysSinceLastOrder > 180) ~ daysSinceLastOrder > 180, country == \"FI\") ~ condition: null > Country is Finland",
                "Customer(daysSinceLastOrder > 180) ~ Customer() ~ condition: Days since the last order is more than 180 > null",
                "country in (\"FI\", \"SE\") ~ country == \"FI\" ~ condition: Country is one of Finland, Sweden > Country is Finland",
                "\"loyalty\", 70 ~ \"loyalty\", 80 ~ says: Loyalty gets 70 points because \"Has a full cart\" > Loyalty gets 80 points because \"Has a full cart\"",
                "classify.segment(\"nordic\"); ~ classify.segment(\"nordic\"); classify.stage(\"awareness\"); ~ says: null > the stage is Awareness",
                "rule \"Has a full cart\" ~ rule \"Has a full cart\" salience 5 ~ salience: null > 5",
            })
    void whatARuleAsksAndSaysIsToldInSentences(String from, String to, String told) {
        SmallShop shop = small();
        RulebookFolder before = shop.folder();

        List<String> changes = told(before, shop.change(STAGES, from, to).folder());

        assertThat(changes).hasSize(2).last().isEqualTo(told);
        assertThat(changes).first().asString().startsWith("rule changed ");
    }

    @Test
    void ofSeveralConditionsOnlyThoseAreToldThatChanged() {
        SmallShop shop = small().change(
                        STAGES,
                        "Customer(daysSinceLastOrder > 180)",
                        "Customer(daysSinceLastOrder > 180, country == \"FI\", orders90d < 3, orders90d > 0)");
        RulebookFolder before = shop.folder();

        assertThat(told(
                        before,
                        shop.change(STAGES, "country == \"FI\", orders90d < 3", "country == \"SE\"")
                                .folder()))
                .containsExactly(
                        "rule changed Has not ordered for 180 days",
                        "condition: Country is Finland > Country is Sweden",
                        "condition: Orders in 90 days is less than 3 > null");
    }

    @Test
    void aRuleOfAnotherNameIsRenamedAndOneThatIsGoneIsToldWhole() {
        SmallShop shop = small();
        RulebookFolder before = shop.folder();
        RulebookFolder after = shop.change(STAGES, "Lives in the North", "Lives up there")
                .change("eligibility/offers.drl", "Everybody may have help", "All may have help")
                .change("eligibility/offers.drl", "Customer()", "Context(known)")
                .folder();

        assertThat(told(before, after))
                .containsExactly(
                        "rule renamed Lives up there",
                        "name: Lives in the North > Lives up there",
                        "rule added All may have help",
                        "condition: null > known: yes",
                        "says: null > propose Help",
                        "rule removed Everybody may have help",
                        "says: propose Help > null");
    }

    @Test
    void tablesAndDeclarationsAreComparedCellByCell() {
        SmallShop shop = small();
        RulebookFolder before = shop.folder();
        RulebookFolder after = shop.change("offers/offers.csv", "gift,engagement,10", "gift,engagement,12.50")
                .change("offers/treatments.csv", "voucher,grid,big\n", "")
                .change("offers/content.en.csv", "voucher,big,A big voucher", "voucher,big,A huge voucher")
                .change("offers/content.fi.csv", "Lahja", "Lahjoja")
                .change(
                        "vocabulary.yaml",
                        "orders90d: {count: order, window: 90d",
                        "orders90d: {count: order, window: 60d")
                .change("rulebook.yaml", "offersPerPlacement: 5", "offersPerPlacement: 6")
                .with("experiments.yaml", "exploration: {share: 0.1, temperature: 0.5}\n")
                .folder();

        assertThat(told(before, after))
                .containsExactly(
                        "feature changed orders90d",
                        "window: 90d > 60d",
                        "setting added exploration",
                        "share: null > 0.1",
                        "temperature: null > 0.5",
                        "setting changed limits",
                        "offersPerPlacement: 5 > 6",
                        "offer changed gift",
                        "value: 10 > 12.50",
                        "treatment removed voucher · grid · big",
                        "content changed voucher · big (en)",
                        "title: A big voucher > A huge voucher",
                        "content changed gift (fi)",
                        "title: Lahja > Lahjoja");
    }

    @Test
    void theOrderOfStagesIsAChange() {
        SmallShop shop = small();
        String lapsed = "  - {id: lapsed, label: {en: Lapsed, fi: Poistunut}, colour: \"#101010\"}\n";
        String engagement = "  - {id: engagement, label: {en: Engagement}, colour: \"#202020\"}\n";
        RulebookFolder before = shop.folder();

        assertThat(told(
                        before,
                        shop.change("vocabulary.yaml", lapsed + engagement, engagement + lapsed)
                                .folder()))
                .containsExactly(
                        "order changed stages", "order: lapsed, engagement, awareness > engagement, lapsed, awareness");
    }

    @Test
    void aStageIsToldWhereItStands() {
        SmallShop shop = small();
        RulebookFolder before = shop.folder();
        int line = before.text("vocabulary.yaml")
                        .lines()
                        .toList()
                        .indexOf("  - {id: engagement, label: {en: Engagement}, colour: \"#202020\"}")
                + 1;

        List<Change> changes = diff(
                before, shop.change("vocabulary.yaml", "#202020", "#212121").folder(), "en");

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.id()).isEqualTo("engagement");
            assertThat(change.line()).isEqualTo(line).isGreaterThan(1);
        });
    }

    @Test
    void aRuleInAnotherFileHasMoved() {
        SmallShop shop = small();
        String rule =
                "rule \"Has a full cart\"\nwhen\n    Context(cartValue >= 100)\nthen\n    classify.score(\"loyalty\", 70, \"Has a full cart\");\nend\n";
        RulebookFolder before = shop.folder();
        RulebookFolder after = shop.change(STAGES, rule, "")
                .with("classification/cart.drl", SmallShop.HEADER + rule)
                .folder();

        assertThat(told(before, after))
                .containsExactly("rule changed Has a full cart", "file: " + STAGES + " > classification/cart.drl");
    }

    @Test
    void whatIsOnlyWrittenOtherwiseIsToldAsThat() {
        SmallShop shop = small();
        RulebookFolder before = shop.folder();

        assertThat(told(
                        before,
                        shop.change(STAGES, "Customer(orders90d > 0)", "Customer( 0 < orders90d ) // at all")
                                .folder()))
                .containsExactly("file changed " + STAGES);
        assertThat(told(before, before)).isEmpty();
    }

    @Test
    void aLanguageThatTheRulebookDoesNotHaveIsItsDefaultAndOneWithoutSentencesHasLabelsAndSigns() {
        SmallShop shop = new SmallShop();
        RulebookFolder before = shop.folder();
        RulebookFolder after = shop.change(STAGES, "> 180", "> 90")
                .change(STAGES, "country in (\"FI\", \"SE\")", "country not in (\"FI\", \"SE\")")
                .folder();

        for (String locale : List.of("en", "xx", "fi-FI")) {
            assertThat(told(diff(before, after, locale)))
                    .containsExactly(
                            "rule changed Has not ordered for 180 days",
                            "condition: Days since the last order > 180 > Days since the last order > 90",
                            "rule changed Lives in the North",
                            "condition: Country in (Finland, Sweden) > Country not in (Finland, Sweden)");
        }
    }

    /** Every rule of the demo shop has a sentence, and what it says in each language differs from another only by the language. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "fi", "lt", "zh", "he", "hu"})
    void theDemoShopIsToldInEachOfItsLanguages(String locale) {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        SHOP.paths().forEach(path -> files.put(path, SHOP.bytes(path)));
        files.keySet().removeIf(path -> path.matches("(classification|eligibility|policy|arbitration)/.*"));

        List<Change> changes = diff(SHOP, new RulebookFolder(files), locale);

        assertThat(changes.stream().filter(change -> change.part().equals("rule")))
                .hasSize(side(SHOP).content().rules().size())
                .allSatisfy(change -> {
                    assertThat(change.action()).isEqualTo(Action.REMOVED);
                    assertThat(change.details()).isNotEmpty().allSatisfy(detail -> {
                        assertThat(detail.to()).isNull();
                        assertThat(detail.from()).isNotBlank().doesNotContain("{", "==", "\0");
                    });
                });
    }

    @Test
    void theSameThingTwiceIsTwoThings() {
        String cases = "case,expect.stage\nA,lapsed\nA,lapsed\nB,awareness\n";
        SmallShop shop = small().with("classification/x.cases.csv", cases);
        RulebookFolder before = shop.folder();

        assertThat(told(
                        before,
                        shop.with("classification/x.cases.csv", cases.replaceFirst("A,lapsed\n", ""))
                                .folder()))
                .containsExactly("case removed A", "expect.stage: lapsed > null");
    }
}
