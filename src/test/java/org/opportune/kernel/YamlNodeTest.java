package org.opportune.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YamlNodeTest {
    private static List<String> findings(String text) {
        Findings findings = new Findings();
        YamlNode.read("x.yaml", text, findings).entries(Set.of("known", "other"));
        return findings.list().stream().map(Finding::toString).toList();
    }

    @Test
    void anUnknownNameIsToldWhereItStands() {
        assertThat(findings("other: 1\nknwn: {a: 1}\n"))
                .containsExactly("x.yaml:2:1: unknown name 'knwn'; did you mean 'known'?");
    }

    @Test
    void aNameThatStandsTwiceIsToldOnceHoweverOftenTheFileIsAsked() {
        Findings findings = new Findings();
        YamlNode node = YamlNode.read("x.yaml", "known: {a: 1, a: 2}\n", findings);
        node.required("known").entries();
        node.required("known").entries();
        assertThat(findings.list().stream().map(Finding::toString))
                .containsExactly("x.yaml:1:15: 'a' stands here twice");
    }

    @Test
    void whatIsNotDrawnIsToldWhereItStands() {
        Findings findings = new Findings();
        YamlNode.read("x.yaml", "known: {\"a\\tb\": 1, c: \"d\\ne\"}\nother: [|\n  f\n]\n", findings);
        assertThat(findings.list()).hasSize(1); // no YAML

        Findings others = new Findings();
        YamlNode.read("x.yaml", "known: {\"a\\tb\": 1, c: \"d\\ne\"}\nother: \"f \\\n  g\"\n", others)
                .checkOneLine();
        assertThat(others.list().stream().map(Finding::toString))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("x.yaml:1:9: 'a\uFFFDb' has a line break, a tab"),
                        two -> assertThat(two).startsWith("x.yaml:1:23: 'd\uFFFDe' has a line break, a tab"));
    }

    @Test
    void whatIsNestedTooDeeplyIsToldWhereItBecomesSo() {
        assertThat(findings("other: 1\nknown: " + "[".repeat(40) + "]".repeat(40) + "\n"))
                .containsExactly("x.yaml:2:37: nested more than 30 deep; write it flatter");
    }

    @Test
    void tooManyReferencesAreToldAtTheFirstThatIsTooMuch() {
        StringBuilder text = new StringBuilder("known: &a [1]\nother:\n");
        text.append("  - *a\n".repeat(60));
        assertThat(findings(text.toString()))
                .containsExactly(
                        "x.yaml:53:5: '*a' refers to something above, as 50 places before it do; more are not read, write it out");
    }

    @Test
    void whatHoldsItselfIsTold() {
        assertThat(findings("other: 1\nknown: &a\n  b: *a\n"))
                .containsExactly("x.yaml:3:6: '*a' stands inside of what it refers to; write it out");
    }
}
