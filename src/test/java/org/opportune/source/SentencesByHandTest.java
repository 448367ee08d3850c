package org.opportune.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.kernel.Findings;
import org.opportune.model.Canonical;
import org.opportune.model.Rule;
import org.opportune.model.Step;

/** Ten rules written by hand in DRL and in each of six languages are the same ten rules. */
class SentencesByHandTest {
    private static final Path FOLDER = Path.of("src/test/resources/valid/classification");
    private static final Names NAMES = ShopNames.of(Step.CLASSIFICATION);

    @ParameterizedTest
    @ValueSource(strings = {"en", "fi", "lt", "zh", "he", "hu"})
    void theSameRulesInEachLanguageAreTheSameCanonicalRules(String tag) throws IOException {
        Findings findings = new Findings();
        List<Rule> rules =
                DrlReader.read(NAMES, "by-hand.drl", Files.readString(FOLDER.resolve("by-hand.drl")), findings);
        List<Rule> sentences = SentenceReader.read(
                NAMES,
                ShopNames.LANGUAGES,
                tag + ".dslr",
                Files.readString(FOLDER.resolve("by-hand." + tag + ".dslr")),
                findings);

        assertThat(findings.list()).isEmpty();
        assertThat(rules).hasSize(10);
        for (int i = 0; i < rules.size(); i++) {
            String canonical = Canonical.print(sentences.get(i)).replace(" (" + tag + ")\"", "\"");
            assertThat(canonical).isEqualTo(Canonical.print(rules.get(i)));
        }
        assertThat(sentences).hasSameSizeAs(rules);
    }
}
