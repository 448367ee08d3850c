package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.model.Step;

/** Each file of {@code src/test/resources/attacks} is refused with the kind and place that its list gives, and nothing of it runs. */
class AttacksTest {
    static List<Attack> attacks() {
        return Attack.all();
    }

    static Stream<Attack> files() {
        return Attack.all().stream().filter(attack -> !GeneratedAttacks.ALL.containsKey(attack.name()));
    }

    @Test
    void everyAttackIsListedOnce() {
        List<String> attacks = new ArrayList<>(Attack.files());
        attacks.addAll(GeneratedAttacks.ALL.keySet());

        assertThat(Attack.all())
                .extracting(Attack::name)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(attacks);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void everyAttackIsRefusedWhereItStands(Attack attack) {
        assertExpected(attack, Layers.ALL);
    }

    static Stream<Arguments> moved() {
        return files().filter(Attack::isDrl)
                .filter(attack -> attack.name().startsWith("code/"))
                .flatMap(attack -> Stream.of(
                                "policy/attack.drl",
                                "arbitration/attack.drl",
                                "eligibility/applicable/attack.drl",
                                "eligibility/suitable.drl")
                        .filter(path -> !isOfItsOwnStep(attack, path))
                        .map(path -> Arguments.of(attack, path)));
    }

    /** What is another step's package to the rules of classification. */
    private static boolean isOfItsOwnStep(Attack attack, String path) {
        return attack.name().equals("code/package-of-the-other-step.drl") && path.startsWith("eligibility/");
    }

    @ParameterizedTest
    @MethodSource("moved")
    void everyAttackIsRefusedInEveryOtherPlaceToo(Attack attack, String path) {
        Canary.wasTouched();
        Findings findings = new Findings();
        Step step = Step.of(path.substring(0, path.indexOf('/'))).orElseThrow();
        RulebookFolder folder = new SmallShop().with(path, attack.movedTo(step)).folder();
        folder.check(findings);
        Rulebook rulebook = findings.isEmpty() ? RulebookReader.read(folder, findings) : null;
        if (rulebook != null) {
            EveryConstruct.run(rulebook);
            rulebook.close();
        }

        assertThat(Canary.wasTouched()).as("code ran").isFalse();
        if (!attack.expected().equals(Attack.HARMLESS)) {
            assertThat(findings.list()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theSameWithoutTheListOfClasses(Attack attack) {
        assertExpected(attack, new Layers(false, true, EngineList.INSTANCE));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theSameWithoutTheCheckOfByteCode(Attack attack) {
        assertExpected(attack, new Layers(true, false, EngineList.INSTANCE));
    }

    private static void assertExpected(Attack attack, Layers layers) {
        Canary.wasTouched();
        Findings findings = new Findings();
        RulebookFolder folder = attack.folder(findings);
        Rulebook rulebook = findings.isEmpty() ? RulebookReader.read(folder, findings, layers) : null;
        if (rulebook != null) {
            EveryConstruct.run(rulebook);
            rulebook.close();
        }

        assertThat(Canary.wasTouched()).as("code ran").isFalse();
        assertThat(rulebook == null ? attack.shown(findings.list()) : Attack.HARMLESS)
                .isEqualTo(attack.expected());
    }
}
