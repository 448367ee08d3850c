package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opportune.kernel.Findings;
import org.opportune.model.Canonical;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.source.DrlReader;
import org.opportune.source.ShopNames;

/** What is printed of each rule of the shop reads as that rule, whatever its file is written as. */
class ShopRoundTripTest {
    private static final Rulebook SHOP = read();

    private static Rulebook read() {
        Findings findings = new Findings();
        Rulebook shop = RulebookReader.read(ShopNames.FOLDER, findings);
        assertThat(findings.list()).isEmpty();
        return Objects.requireNonNull(shop);
    }

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void whatIsPrintedReadsAsTheSameRules(Step step) {
        String canonical = SHOP.canonical(step);
        Findings findings = new Findings();
        List<Rule> again = DrlReader.readCanonical(ShopNames.of(step), "canonical.drl", canonical, findings);

        assertThat(findings.list()).isEmpty();
        assertThat(again.stream().map(Rule::anywhere))
                .isEqualTo(SHOP.rules().stream()
                        .filter(rule -> rule.step() == step)
                        .map(Rule::anywhere)
                        .toList());
        assertThat(Canonical.print(step, again)).isEqualTo(canonical);
    }

    @Test
    void noFileOfRulesIsLeftOut() {
        Set<String> read =
                SHOP.rules().stream().map(rule -> rule.place().file()).collect(Collectors.toSet());

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(ShopNames.FOLDER.paths().stream()
                        .filter(KnownFiles::isRules)
                        .filter(path -> !path.endsWith(".cases.csv"))
                        .toList());
    }
}
