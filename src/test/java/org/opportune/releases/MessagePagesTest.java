package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.rulebook.SmallShop;

/** Each kind of message has a page, and what the page shows is what the check says. */
class MessagePagesTest {
    /** Whose example no file can cause, and why. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-01T00:00:00Z"), ZoneOffset.UTC);

    private static final Map<Kind, String> TOLD_ONLY = Map.of(
            Kind.NOT_COMPILED, "what the model of rules takes compiles; where it does not, we have a defect to mend",
            Kind.NOT_DECIDED, "such a rule would fill the page; AnalysisTest has one",
            Kind.ARM_RELEASE, "which releases there are is for a server to say; ArmReleasesTest names some",
            Kind.RELEASE_DAMAGED, "files in a folder are no release; DamagedReleasesTest damages some",
            Kind.FORBIDDEN_CODE, "no rule that is read has led there; ByteCodeCheckTest makes such classes by hand");

    /** What the check says of the shop before an example is laid over it. */
    private static final List<Finding> IN_THE_SMALL_SHOP = inTheSmallShop();

    @TempDir
    Path root;

    @Test
    void everyKindHasAPageAndNoPageIsWithoutAKind() throws Exception {
        assertThat(MessagePage.all())
                .as("docs/messages/<kind>.md: write a page for a new kind, and remove the page of one that is gone")
                .extracting(MessagePage::slug)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Kind.values()).map(Kind::slug).toList());
    }

    @Test
    void theIndexListsEveryPageOnce() throws Exception {
        String index = Files.readString(MessagePage.FOLDER.resolve(MessagePage.INDEX));

        for (Kind kind : Kind.values()) {
            assertThat(index.split("\\Q[" + kind.slug() + "](" + kind.slug() + ".md)\\E", -1))
                    .as("links to %s in docs/messages/README.md", kind.slug())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsShortAndSaysWhatToDo(MessagePage page) {
        assertThat(page.text()).startsWith("# " + page.slug() + "\n").contains("\n## Example\n", "\n## What to do\n");
        assertThat(page.text().lines().count()).isBetween(10L, 45L);
        assertThat(page.messages()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("pagesWithARealExample")
    void theExampleIsWhatTheCheckSays(MessagePage page) throws Exception {
        List<Finding> findings = MadeExamples.has(page.slug())
                ? MadeExamples.findings(page.slug(), root)
                : findings(page.shop().saveTo(root));

        assertThat(findings)
                .filteredOn(finding -> page.slug().equals(finding.kind()) && !IN_THE_SMALL_SHOP.contains(finding))
                .extracting(Finding::toString)
                .containsExactlyElementsOf(page.messages());
    }

    private static List<Finding> inTheSmallShop() {
        RulebookCheck check = RulebookCheck.of(new SmallShop().folder(), Findings.ofRulebook(), CLOCK);
        Objects.requireNonNull(check.rulebook()).close();
        return Stream.concat(check.warnings().stream(), check.notes().stream()).toList();
    }

    static List<Finding> findings(Path folder) {
        CheckResult result = CheckResult.of(folder, null, CLOCK);
        return Stream.of(result.errors(), result.warnings(), result.notes())
                .flatMap(List::stream)
                .toList();
    }

    static List<MessagePage> pages() throws IOException {
        return MessagePage.all();
    }

    static List<MessagePage> pagesWithARealExample() throws IOException {
        return MessagePage.all().stream()
                .filter(page -> TOLD_ONLY.keySet().stream()
                        .noneMatch(kind -> page.slug().equals(kind.slug())))
                .toList();
    }
}
