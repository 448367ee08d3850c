package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.opportune.model.Step;

/**
 * The sources of all attacks go to the engine as they are, in a process of their own, with the layers behind the model of rules on, one of them off, and
 * both off.
 */
class LayersApartTest {
    private static final int SECONDS = 60;
    private static final int SECONDS_OF_RESOURCES = 5;

    @Test
    void nothingRunsWithoutTheModelOfRules() {
        assertThat(run(true, true, files().filter(attack -> !attack.isWorkbook())))
                .isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "opportune.long", matches = "true")
    void nothingOfLargeAttacksAndWorkbooksRunsWithoutTheModelOfRules() {
        assertThat(run(true, true, Attack.all().stream().filter(Attack::isGeneratedOrWorkbook)))
                .isEmpty();
    }

    @Test
    void nothingRunsWithTheListOfClassesAlone() {
        assertThat(run(true, false, code())).isEmpty();
    }

    /** What the engine itself loads while it compiles is not seen by a check of what it compiled. */
    @Test
    void littleRunsWithTheCheckOfByteCodeAlone() {
        assertThat(run(false, true, code()))
                .containsExactlyInAnyOrder("code/declare-enum-with-constructor.drl", "code/import-accumulate.drl");
    }

    /** Otherwise nothing would be proved by the others. */
    @Test
    void codeRunsWithoutAnyLayer() {
        List<String> listed = Attack.all().stream()
                .filter(Attack::runsAlone)
                .map(Attack::name)
                .toList();

        assertThat(listed).hasSizeGreaterThan(70);
        assertThat(run(false, false, code())).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void nothingRunsWhereCandidatesAreJudgedEither() {
        assertThat(run(true, false, drl(), LayersApartTest::moved)).isEmpty();
    }

    @Test
    void codeWouldRunWhereCandidatesAreJudgedWithoutAnyLayer() {
        assertThat(run(false, false, drl(), LayersApartTest::moved)).hasSizeGreaterThan(40);
    }

    private static Stream<Attack> drl() {
        return code().filter(Attack::isDrl).filter(attack -> attack.name().startsWith("code/"));
    }

    private static List<RawSource> moved(Attack attack) {
        return List.of(RawSource.drl(attack.movedTo(Step.POLICY)));
    }

    private static Stream<Attack> files() {
        return Attack.all().stream().filter(attack -> !GeneratedAttacks.ALL.containsKey(attack.name()));
    }

    private static Stream<Attack> code() {
        return files().filter(attack -> !attack.name().startsWith("resources/") && !attack.isWorkbook());
    }

    /** The attacks of which code ran; those on resources may cost the process its life, all others may not. */
    private static Set<String> run(boolean filtered, boolean checked, Stream<Attack> attacks) {
        return run(filtered, checked, attacks, Attack::sources);
    }

    private static Set<String> run(
            boolean filtered, boolean checked, Stream<Attack> attacks, Function<Attack, List<RawSource>> sources) {
        Set<String> ran = new TreeSet<>();
        List<String> ended = new ArrayList<>();
        try (RawProcess process = new RawProcess("small", new Layers(filtered, checked, EngineList.INSTANCE))) {
            attacks.forEach(attack -> {
                for (RawSource source : sources.apply(attack)) {
                    boolean exhausts = attack.exhausts();
                    RawProcess.Outcome outcome = process.run(source, exhausts ? SECONDS_OF_RESOURCES : SECONDS);
                    if (outcome.ran()) {
                        ran.add(attack.name());
                    } else if (!exhausts && outcome.isEnd()) {
                        ended.add(attack + " " + outcome.words());
                    }
                }
            });
        }
        assertThat(ended).as("no attack on resources, and ended the process").isEmpty();
        return ran;
    }
}
