package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.decision.Decider;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Problem;
import org.opportune.model.Step;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.profile.Profile;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;
import org.opportune.vocabulary.Money;

class CaseMakerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Identity WHO = new Identity("customer", "C1");
    private static final SmallShop SHOP = new SmallShop()
            .change(
                    "vocabulary.yaml",
                    "country: {type: choice,",
                    "country: {type: choice, personal: true, purpose: marketing,");

    private final Rulebook rulebook = SHOP.rulebook();
    private final CaseMaker maker = new CaseMaker(Decider.of(rulebook));

    private Profile customer(int daysAgo) {
        InMemoryProfiles profiles = new InMemoryProfiles();
        Money amount = new Money(new BigDecimal("10"), null);
        Instant at = NOW.minus(Duration.ofDays(daysAgo));
        profiles.append(rulebook, List.of(new Event("shop", "1", List.of(WHO), "order", at, Map.of("amount", amount))));
        profiles.change(rulebook, List.of(new CustomerChange(List.of(WHO), Map.of("country", "FI"), List.of())));
        return Objects.requireNonNull(profiles.find(rulebook, List.of(WHO)));
    }

    @Test
    void whatIsPersonalIsLeftOutAndWhatItWouldHaveSaidToo() {
        MadeCase made = maker.of(customer(5), NOW, Step.CLASSIFICATION, "Ordered lately");
        assertThat(made.cells())
                .containsExactly(
                        Map.entry("case", "Ordered lately"),
                        Map.entry("rules", "Ordered in 90 days"),
                        Map.entry("customer.orders90d", "1"),
                        Map.entry("customer.daysSinceLastOrder", "5"),
                        Map.entry("expect.stage", "engagement"),
                        Map.entry("expect.loyalty", "60"));
        assertThat(made.leftOut()).containsExactly("country");
        assertThat(made.stage()).isEqualTo("engagement");
        assertThat(made.customerStage()).isNull();
    }

    @Test
    void whatIsNotSafeInAFileThatOthersOpenIsLeftOut() {
        for (String text : List.of("=HYPERLINK(\"http://x\")", "+1", "-1", "@x", "a\u202Eb", "\u200B")) {
            MadeCase made = maker.of(speaking(text), NOW, Step.CLASSIFICATION, null);
            assertThat(made.leftOut()).as(text).containsExactly("language");
            assertThat(made.cells()).doesNotContainKey("customer.language");
        }
        assertThat(maker.of(speaking("Finnish"), NOW, Step.CLASSIFICATION, null).cells())
                .containsEntry("customer.language", "Finnish");
    }

    private Profile speaking(String language) {
        InMemoryProfiles profiles = new InMemoryProfiles();
        profiles.change(rulebook, List.of(new CustomerChange(List.of(WHO), Map.of("language", language), List.of())));
        return Objects.requireNonNull(profiles.find(rulebook, List.of(WHO)));
    }

    @Test
    void aNameIsMadeWhichNamesNobody() {
        assertThat(maker.of(customer(200), NOW, Step.CLASSIFICATION, null).cells())
                .containsEntry("case", "A customer in lapsed, as of 2026-03-01");
    }

    @Test
    void bothKindsPassTheCheckAndTellWhenTheRulesChange() {
        String table = null;
        for (int days : List.of(5, 100, 200)) {
            MadeCase made = maker.of(customer(days), NOW, Step.CLASSIFICATION, null);
            table = CaseMaker.add("classification/customers.cases.csv", table, made.cells());
        }
        String offers = CaseMaker.add(
                "eligibility/customers.cases.csv",
                null,
                maker.of(customer(5), NOW, Step.ELIGIBILITY, null).cells());
        assertThat(wrong(table, offers, "", "")).isEmpty();
        assertThat(wrong(table, offers, "daysSinceLastOrder > 180", "daysSinceLastOrder > 90"))
                .hasSize(2)
                .allMatch(told -> told.startsWith("classification/customers.cases.csv:3:"))
                .anyMatch(told -> told.contains("expected stage awareness, got lapsed"));
        assertThat(wrong(table, offers, "classify.stage(\"engagement\");", "classify.segment(\"nordic\");"))
                .hasSize(1);
    }

    private static List<String> wrong(@Nullable String table, String offers, String from, String to) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        RulebookFolder folder = SHOP.folder();
        folder.paths().forEach(path -> files.put(path, folder.bytes(path)));
        String rules = folder.text("classification/stages.drl").replace(from, to);
        files.put("classification/stages.drl", rules.getBytes(StandardCharsets.UTF_8));
        files.put(
                "classification/customers.cases.csv",
                Objects.requireNonNull(table).getBytes(StandardCharsets.UTF_8));
        files.put("eligibility/customers.cases.csv", offers.getBytes(StandardCharsets.UTF_8));
        RulebookCheck check =
                RulebookCheck.of(new RulebookFolder(files), Findings.ofRulebook(), Clock.fixed(NOW, ZoneOffset.UTC));
        return check.errors().stream().map(Object::toString).toList();
    }

    @Test
    void aRowThatSomebodyWroteStays() {
        String table = CaseMaker.add(
                "classification/customers.cases.csv",
                "case,expect.stage,rules\n\"One, with a comma\",lapsed,none\n",
                Map.of("case", "New", "customer.orders90d", "1"));
        assertThat(table).isEqualTo("""
                case,rules,expect.stage,customer.orders90d
                "One, with a comma",none,lapsed,
                New,,,1
                """);
        assertThatThrownBy(() -> CaseMaker.add("x.cases.csv", "case,case\na,\"b", Map.of()))
                .isInstanceOf(Problem.class);
    }
}
