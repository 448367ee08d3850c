package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.source.DecisionTableReader;
import org.opportune.source.DrlReader;

/**
 * Files that chance made of good rules and attacks are either refused, with kind and place, or compile and say what the interpreter says; and none of them
 * runs code, not even where it goes to the engine as it is.
 */
class MutationTest {
    private static final RawProcess RAW = new RawProcess("wide", Layers.ALL);
    private static final RawProcess BARE = new RawProcess("wide", new Layers(false, false, EngineList.INSTANCE));
    private static final int SECONDS = 20;

    @Provide
    Arbitrary<Mutant> mutants() {
        return new Mutants().all();
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        return Values.rows(WideShop.FACTS, 20, true);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void noMutantRunsCode(@ForAll("mutants") Mutant mutant, @ForAll("rows") List<Row> rows) {
        check(mutant, rows);
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(LongRun.class)
    void noMutantRunsCodeForLong(@ForAll("mutants") Mutant mutant, @ForAll("rows") List<Row> rows) {
        check(mutant, rows);
    }

    /** Otherwise nothing would be proved by the others. */
    @Property(tries = 100, seed = "42", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void someMutantsRunCodeWithoutAnyLayer(@ForAll("mutants") Mutant mutant) {
        RawProcess.Outcome outcome = BARE.run(mutant.source(), SECONDS);

        Statistics.label("without any layer, as it is").collect(shown(outcome));
        Statistics.label("without any layer")
                .collect(outcome.ran() ? "ran" : "did not run")
                .coverage(of -> of.check("ran").count(count -> count > 0));
    }

    @AfterContainer
    static void end() {
        RAW.close();
        BARE.close();
    }

    private static void check(Mutant mutant, List<Row> rows) {
        CompletableFuture<RawProcess.Outcome> raw =
                CompletableFuture.supplyAsync(() -> RAW.run(mutant.source(), SECONDS));
        Findings findings = new Findings();
        List<Rule> rules = read(mutant, findings);
        Canary.wasTouched();
        if (findings.isEmpty()) {
            assertSaysWhatItMeans(rules, rows);
        } else {
            assertThat(findings.list()).allSatisfy(MutationTest::assertHasKindAndPlace);
        }
        RawProcess.Outcome outcome = raw.join();

        assertThat(Canary.wasTouched()).as("code ran").isFalse();
        assertThat(outcome.ran()).as("code ran without the model of rules").isFalse();
        Statistics.label("with all layers")
                .collect(findings.isEmpty() ? "accepted" : "refused")
                .coverage(of -> of.check("accepted").percentage(percent -> percent > 15));
        Statistics.label("as it is").collect(shown(outcome));
    }

    private static String shown(RawProcess.Outcome outcome) {
        return outcome.words().replaceFirst(":.*", "");
    }

    private static List<Rule> read(Mutant mutant, Findings findings) {
        RulebookFolder folder = mutant.folder();
        folder.check(findings);
        if (!findings.isEmpty()) {
            return List.of();
        }
        String path = mutant.path();
        return mutant.format().equals("csv")
                ? DecisionTableReader.read(
                        WideShop.names(mutant.step()), path, folder.bytes(path), findings, new Findings())
                : DrlReader.read(WideShop.names(mutant.step()), path, folder.text(path), findings);
    }

    private static void assertHasKindAndPlace(Finding finding) {
        assertThat(finding.kind()).isNotNull();
        assertThat(finding.file()).isNotNull();
        assertThat(finding.line()).isPositive();
        assertThat(finding.column()).isPositive();
    }

    private static void assertSaysWhatItMeans(List<Rule> rules, List<Row> rows) {
        Findings findings = new Findings();
        CompiledRules compiled =
                Layers.ALL.compiler(WideShop.FACTS, null, findings).compile(rules, null);
        assertThat(findings.list()).as("what was read compiles").isEmpty();
        try (CompiledRules closed = Objects.requireNonNull(compiled)) {
            for (Row row : rows) {
                for (var step : closed.steps()) {
                    try (RuleSession session = new RuleSession(closed.session(), closed)) {
                        session.customer(Objects.requireNonNull(row.customer()));
                        session.context(Objects.requireNonNull(row.context()));
                        session.classification(Objects.requireNonNull(row.classification()));
                        assertThat(
                                        step.hasOffer()
                                                ? session.fire(step, Objects.requireNonNull(row.offer()))
                                                : session.fire(step))
                                .as(() -> Shown.of(row))
                                .isEqualTo(Interpreter.run(rules, row));
                    }
                }
            }
        }
    }
}
