package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.decision.Decider;
import org.opportune.decision.DecisionRequest;
import org.opportune.decision.DecisionRequest.Mode;
import org.opportune.decision.State;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Problem;
import org.opportune.rulebook.SmallShop;

class CurrentRulebookTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final CurrentRulebook current = new CurrentRulebook(Clock.fixed(NOW, ZoneOffset.UTC));

    @TempDir
    Path root;

    @BeforeEach
    void theSmallShopIsOnDisk() throws Exception {
        save(new SmallShop());
    }

    @Test
    void beforeRulesAreLoadedDecisionsAreRefusedWithAReason() {
        assertThatThrownBy(current::get).isInstanceOf(Problem.class).hasMessageContaining("no rules are loaded");
    }

    @Test
    void aBrokenFileKeepsTheLastGoodRulesAndSaysWhatIsWrong() throws Exception {
        RulesFolder folder = new RulesFolder(root, current, (files, rulebook) -> {});
        assertThat(folder.load()).isTrue();
        String good = current.get().rulebook().hash();

        save(new SmallShop().change("classification/stages.drl", "orders90d > 0", "ordres90d > 0"));
        assertThat(folder.load()).isFalse();

        assertThat(current.get().rulebook().hash()).isEqualTo(good);
        assertThat(Objects.requireNonNull(current.refused()).errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.file()).isEqualTo("classification/stages.drl");
                    assertThat(error.line()).isEqualTo(16);
                    assertThat(error.column()).isEqualTo(14);
                });

        save(new SmallShop());
        assertThat(folder.load()).isTrue();
        assertThat(current.refused()).isNull();
    }

    @Test
    void aFailingCaseForbidsToGoLive() throws Exception {
        save(new SmallShop()
                .with(
                        "classification/stages.cases.csv",
                        "case,rules,customer.orders90d,expect.stage\nBuys,Ordered in 90 days,1,lapsed\n"));

        assertThat(new RulesFolder(root, current, (files, rulebook) -> {}).load())
                .isFalse();
        assertThat(Objects.requireNonNull(current.refused()).errors())
                .extracting(Object::toString)
                .containsExactly(
                        "classification/stages.cases.csv:2:4: case 'Buys': expected stage lapsed, got engagement");
    }

    @Test
    void aRuleWithoutACaseIsAWarning() {
        new RulesFolder(root, current, (files, rulebook) -> {}).load();

        assertThat(Objects.requireNonNull(current.live()).warnings())
                .extracting(Object::toString)
                .contains(
                        "classification/stages.drl:14:1: no case exercises the rule 'Ordered in 90 days'; add a row to a .cases.csv beside it");
    }

    @Test
    void changedFilesAreWaitedForUntilTheyRest() throws Exception {
        RulesFolder folder = new RulesFolder(root, current, (files, rulebook) -> {});
        folder.load();
        String before = current.get().rulebook().hash();

        save(new SmallShop().change("offers/offers.csv", "gift,engagement,10", "gift,engagement,11"));
        folder.look();
        assertThat(current.get().rulebook().hash()).isEqualTo(before);
        folder.look();
        assertThat(current.get().rulebook().hash()).isNotEqualTo(before);
    }

    @Test
    void whatDecidesIsKeptOnceTheDatabaseIsThere() throws Exception {
        List<String> kept = new ArrayList<>();
        AtomicBoolean isAway = new AtomicBoolean(true);
        RulesFolder folder = new RulesFolder(root, current, (files, rulebook) -> {
            if (isAway.get()) {
                throw Problem.unavailable("away");
            }
            assertThat(files.hashes()).isEqualTo(rulebook.manifest().files());
            kept.add(rulebook.hash());
        });
        assertThat(folder.load()).isTrue();
        folder.look();
        assertThat(kept).isEmpty();

        isAway.set(false);
        folder.look();
        folder.look();
        assertThat(kept).containsExactly(current.get().rulebook().hash());
    }

    @Test
    void changedRulesAreLoadedAlsoWhenThoseBeforeCannotBeKept() throws Exception {
        RulesFolder folder = new RulesFolder(root, current, (files, rulebook) -> {
            throw new IllegalStateException("it does not fit");
        });
        assertThat(folder.load()).isTrue();
        String before = current.get().rulebook().hash();

        save(new SmallShop().change("offers/offers.csv", "gift,engagement,10", "gift,engagement,11"));
        folder.look();
        folder.look();
        assertThat(current.get().rulebook().hash()).isNotEqualTo(before);
    }

    @Test
    void aDecisionThatBeganBeforeTheSwapEndsWell() throws Exception {
        RulesFolder folder = new RulesFolder(root, current, (files, rulebook) -> {});
        folder.load();
        Decider old = current.get();

        save(new SmallShop().change("offers/offers.csv", "gift,engagement,10", "gift,engagement,11"));
        folder.load();

        DecisionRequest request =
                new DecisionRequest(List.of(), Map.of("hero", 1), "site", null, Map.of(), Mode.LIVE, null);
        assertThat(old.decide(request, null, NOW, State.NONE).release())
                .isEqualTo(old.rulebook().hash());
        assertThat(current.get().rulebook().hash()).isNotEqualTo(old.rulebook().hash());
    }

    private void save(SmallShop shop) throws Exception {
        for (String path : shop.folder().paths()) {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, shop.folder().bytes(path));
        }
    }

    @Test
    void onlyTheFirstIsCompiledInAllThreads() {
        System.clearProperty("drools.parallelRulesBuildThreshold");
        CurrentRulebook current = new CurrentRulebook(Clock.systemUTC());

        RulebookFolder broken = new SmallShop()
                .change("vocabulary.yaml", "attributes:", "attribute:")
                .folder();
        assertThat(current.build(broken, Findings.ofRulebook(), new ArrayList<>()))
                .isNull();
        assertThat(System.getProperty("drools.parallelRulesBuildThreshold")).isNull();

        current.swap(
                Objects.requireNonNull(
                        current.build(new SmallShop().folder(), Findings.ofRulebook(), new ArrayList<>())),
                CurrentRulebook.Origin.FOLDER);
        assertThat(System.getProperty("drools.parallelRulesBuildThreshold")).isEqualTo("-1");
    }
}
