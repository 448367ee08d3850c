package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.opportune.kernel.Findings;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.source.Languages;
import org.opportune.source.SentenceReader;
import org.opportune.source.SentenceWriter;

/** Whatever rules can say, sentences can say, and are read as the same rules. */
class SentencesRoundTripTest {
    /** Of a sentence: about 200 words. */
    private static final int LONGEST = 600;

    private static final Languages LANGUAGES = Languages.read(Map.of("language/en.dsl", english()), new Findings());

    @Provide
    Arbitrary<String> classification() {
        return new RandomRules(Step.CLASSIFICATION).file(1, 5);
    }

    @Provide
    Arbitrary<String> eligibility() {
        return new RandomRules(Step.ELIGIBILITY).file(1, 5);
    }

    @Provide
    Arbitrary<String> policy() {
        return new RandomRules(Step.POLICY).file(1, 5);
    }

    @Provide
    Arbitrary<String> arbitration() {
        return new RandomRules(Step.ARBITRATION).file(1, 5);
    }

    @Property(tries = 200)
    void whatIsWrittenOfAPolicyReadsAsTheSameRules(@ForAll("policy") String drl) {
        roundTrip(Step.POLICY, drl);
    }

    @Property(tries = 200)
    void whatIsWrittenOfAnArbitrationReadsAsTheSameRules(@ForAll("arbitration") String drl) {
        roundTrip(Step.ARBITRATION, drl);
    }

    @Property(tries = 200)
    void whatIsWrittenOfAClassificationReadsAsTheSameRules(@ForAll("classification") String drl) {
        roundTrip(Step.CLASSIFICATION, drl);
    }

    @Property(tries = 200)
    void whatIsWrittenOfAnEligibilityReadsAsTheSameRules(@ForAll("eligibility") String drl) {
        roundTrip(Step.ELIGIBILITY, drl);
    }

    private static void roundTrip(Step step, String drl) {
        SentenceWriter writer = new SentenceWriter(WideShop.names(step), Objects.requireNonNull(LANGUAGES.get("en")));
        List<Rule> rules = RoundTripTest.read(step, drl).stream()
                .filter(rule -> writer.rule(rule).lines().allMatch(line -> line.length() < LONGEST))
                .toList();
        String written = writer.file(rules);
        Findings findings = new Findings();
        List<Rule> again = SentenceReader.read(WideShop.names(step), LANGUAGES, "x.dslr", written, findings);

        assertThat(findings.list()).as(written).isEmpty();
        assertThat(again.stream().map(Rule::anywhere).toList())
                .as(written)
                .isEqualTo(rules.stream().map(Rule::anywhere).toList());
    }

    private static String english() {
        try {
            return Files.readString(Path.of("rules/language/en.dsl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
