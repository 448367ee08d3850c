package org.opportune.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing is dropped in silence. */
class FindingsTest {
    @Test
    void aRequestIsToldAHundredMistakesAndHowManyMoreThereAre() {
        Findings findings = filled(new Findings(), 412);

        assertThat(findings.size()).isEqualTo(412);
        assertThat(findings.list()).hasSize(101);
        assertThat(findings.list().get(99)).hasToString("/99: wrong");
        assertThat(findings.list().get(100)).hasToString("and 312 more, not shown");
        assertThatThrownBy(findings::refuseRequest).hasMessage("412 things are wrong; see errors.");
    }

    @Test
    void theAuthorOfRulesIsToldThousands() {
        assertThat(filled(Findings.ofRulebook(), 10_000).list()).hasSize(10_000);
        assertThat(filled(Findings.ofRulebook(), 10_001).list())
                .hasSize(10_001)
                .last()
                .hasToString("and 1 more, not shown");
    }

    @Test
    void whatOthersDidNotKeepIsCountedToo() {
        Findings all = new Findings();
        all.addAll(filled(new Findings(), 150));
        all.addAll(filled(new Findings(), 150));

        assertThat(all.list()).hasSize(101).last().hasToString("and 200 more, not shown");
    }

    @Test
    void fewAreShownAndNoMoreIsSaid() {
        assertThat(filled(new Findings(), 100).list()).hasSize(100).last().hasToString("/99: wrong");
        assertThat(new Findings().list()).isEmpty();
    }

    private static Findings filled(Findings findings, int count) {
        IntStream.range(0, count).forEach(i -> findings.at("/" + i, "wrong"));
        return findings;
    }
}
