package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;

/** One loop over every case of the demo shop, and of the example of the documents; a failure names file and line. */
class ShopRulesTest {
    @Test
    void everyCaseOfTheShopPassesAndEveryRuleHasOne() {
        RulebookCheck check = check(Path.of("rules"));

        assertThat(check.errors())
                .as("what forbids the shop's rules to go live")
                .isEmpty();
        assertThat(check.warnings()).as("rules that no case exercises").isEmpty();
        assertThat(check.cases()).isGreaterThan(50);
    }

    @Test
    void everyCaseOfTheBankPassesAndEveryRuleHasOne() {
        RulebookCheck check = check(Path.of("docs", "examples", "bank-marketing", "rules"));

        assertThat(check.errors()).isEmpty();
        assertThat(check.warnings()).isEmpty();
        assertThat(check.cases()).isEqualTo(16);
    }

    private static RulebookCheck check(Path rules) {
        return RulebookCheck.of(
                RulebookFolder.read(rules, new Findings()),
                Findings.ofRulebook(),
                Clock.fixed(Instant.parse("2026-07-01T00:00:00Z"), ZoneOffset.UTC));
    }
}
