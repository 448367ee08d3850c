package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.rulebook.RuleClasses;
import org.opportune.rulebook.SmallShop;

/** What a process of its own compiled decides here as what is compiled here does, and is not trusted. */
class CompilationTest {
    private static final CheckProcess PROCESS = new CheckProcess(CheckProcess.ownClassPath(), CheckLimits.STANDARD);
    private static final RulebookFolder SHOP = new SmallShop().folder();

    private final CurrentRulebook current = new CurrentRulebook(Clock.systemUTC());
    private final List<Finding> errors = new ArrayList<>();

    @TempDir
    Path root;

    private Compilation compiled(SmallShop shop) throws Exception {
        return PROCESS.compile(shop.saveTo(root.resolve("shop")), root.resolve("classes.json"));
    }

    @Test
    void itIsTheSameReleaseWithTheSameFindings() throws Exception {
        CurrentRulebook.Live there = current.build(SHOP, compiled(new SmallShop()), errors);
        CurrentRulebook.Live here = current.build(SHOP, Findings.ofRulebook(), errors);

        assertThat(errors).isEmpty();
        Objects.requireNonNull(there);
        Objects.requireNonNull(here);
        assertThat(there.release()).isEqualTo(here.release());
        assertThat(there.cases()).isEqualTo(here.cases());
        assertThat(there.warnings()).isEqualTo(here.warnings());
        assertThat(there.notes()).isEqualTo(here.notes());
        assertThat(there.decider().rulebook().classes().byName())
                .hasSameSizeAs(here.decider().rulebook().classes().byName())
                .isNotEmpty();
    }

    @Test
    void whatIsRefusedThereIsNotTriedHere() throws Exception {
        SmallShop broken = new SmallShop().change("classification/stages.drl", "orders90d > 0", "ordres90d > 0");

        Compilation made = compiled(broken);
        assertThat(made.classes()).isNull();
        assertThat(current.build(broken.folder(), made, errors)).isNull();
        assertThat(errors).isEqualTo(made.result().errors()).hasSize(1);
    }

    @Test
    void classesThatDoMoreThanRulesAreNotLoaded() throws Exception {
        Compilation made = compiled(new SmallShop());
        Map<String, byte[]> more =
                new TreeMap<>(Objects.requireNonNull(made.classes()).byName());
        more.put("opportune/classification/More", code(CompilationTest.class));

        assertThat(current.build(SHOP, new Compilation(made.result(), new RuleClasses(more)), errors))
                .isNull();
        assertThat(errors)
                .isNotEmpty()
                .allMatch(error -> Kind.FORBIDDEN_CODE.slug().equals(error.kind()));
    }

    @Test
    void damagedClassesAreNotLoaded() throws Exception {
        Compilation made = compiled(new SmallShop());
        Map<String, byte[]> damaged =
                new TreeMap<>(Objects.requireNonNull(made.classes()).byName());
        damaged.replaceAll((name, code) -> java.util.Arrays.copyOf(code, code.length / 2));

        assertThat(current.build(SHOP, new Compilation(made.result(), new RuleClasses(damaged)), errors))
                .isNull();
        assertThat(errors).isNotEmpty();
    }

    @Test
    void aRuleThatIsMissingIsMissed() throws Exception {
        Compilation made = compiled(new SmallShop());
        Map<String, byte[]> fewer =
                new TreeMap<>(Objects.requireNonNull(made.classes()).byName());
        assertThat(fewer.keySet().removeIf(name -> name.startsWith("opportune/eligibility/")))
                .isTrue();

        assertThat(current.build(SHOP, new Compilation(made.result(), new RuleClasses(fewer)), errors))
                .isNull();
        assertThat(errors).singleElement().satisfies(error -> assertThat(error.message())
                .contains("rules"));
    }

    @Test
    void theClassesOfAnotherReleaseAreNotTaken() throws Exception {
        Compilation other = compiled(new SmallShop().change("rulebook.yaml", "name: ", "name: Another "));

        assertThatThrownBy(() -> current.build(SHOP, other, errors)).hasMessageContaining("what was compiled is");
    }

    private static byte[] code(Class<?> type) throws Exception {
        try (var in = Objects.requireNonNull(
                type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class"))) {
            return in.readAllBytes();
        }
    }
}
