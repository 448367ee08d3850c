package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;

/** One loop over every case of the demo shop; a failure names file and line. */
class ShopRulesTest {
    @Test
    void everyCaseOfTheShopPassesAndEveryRuleHasOne() {
        RulebookCheck check = RulebookCheck.of(
                RulebookFolder.read(Path.of("rules"), new Findings()),
                Findings.ofRulebook(),
                Clock.fixed(Instant.parse("2026-07-01T00:00:00Z"), ZoneOffset.UTC));

        assertThat(check.errors())
                .as("what forbids the shop's rules to go live")
                .isEmpty();
        assertThat(check.warnings()).as("rules that no case exercises").isEmpty();
        assertThat(check.cases()).isGreaterThan(50);
    }
}
