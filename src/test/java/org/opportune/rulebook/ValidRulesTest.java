package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.rulebook.Sheets.Shape;
import org.opportune.source.DecisionTableReader;
import org.opportune.source.ShopNames;

/** Rules as people write them for the shop, in every format and many styles: none is refused, and all compile. */
class ValidRulesTest {
    private static final RulebookFolder VALID =
            RulebookFolder.read(Path.of("src/test/resources/valid"), new Findings());
    private static final String SHEETS = "sheets/";

    /** The fewest rules of each format. */
    private static final Map<String, Integer> FEWEST = Map.of("drl", 140, "csv", 60, "xlsx", 40, "dslr", 60);

    @Test
    void noneIsRefusedAndAllCompile() {
        Findings findings = new Findings();
        try (Rulebook rulebook = read(folder(Function.identity()), findings)) {
            Map<String, Long> counts = rulebook.rules().stream()
                    .collect(
                            Collectors.groupingBy(rule -> extension(rule.place().file()), Collectors.counting()));
            assertThat(counts).containsOnlyKeys(FEWEST.keySet());
            FEWEST.forEach((format, fewest) ->
                    assertThat(counts.get(format)).as(format).isGreaterThanOrEqualTo(fewest));
        }
    }

    @Test
    void theEndsOfLinesMeanNothing() {
        try (Rulebook rulebook = read(folder(Function.identity()), new Findings());
                Rulebook windows =
                        read(folder(text -> text.replace("\r\n", "\n").replace("\n", "\r\n")), new Findings())) {
            assertThat(windows.rules()).isEqualTo(rulebook.rules());
        }
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void aTableMeansTheSameWhateverProgramWroteIt(String path) {
        Step step = Step.of(path.split("/", -1)[1]).orElseThrow();
        Findings findings = new Findings();
        List<Rule> rules =
                DecisionTableReader.read(ShopNames.of(step), path, VALID.bytes(path), findings, new Findings());
        for (Shape shape : Shape.values()) {
            byte[] workbook = Sheets.workbook(VALID.text(path), shape);
            List<Rule> same =
                    DecisionTableReader.read(ShopNames.of(step), "x.xlsx", workbook, findings, new Findings());
            assertThat(findings.list()).as(shape.name()).isEmpty();
            assertThat(same.stream().map(Rule::anywhere))
                    .as(shape.name())
                    .isEqualTo(rules.stream().map(Rule::anywhere).toList());
        }
    }

    static Stream<String> sheets() {
        return VALID.paths().stream().filter(path -> path.startsWith(SHEETS));
    }

    private static Rulebook read(RulebookFolder folder, Findings findings) {
        folder.check(findings);
        Rulebook rulebook = RulebookReader.read(folder, findings);
        assertThat(findings.list()).isEmpty();
        return Objects.requireNonNull(rulebook);
    }

    /** The shop's words and offers with the valid rules, of which each sheet is a workbook of another program. */
    private static RulebookFolder folder(Function<String, String> change) {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        for (String path : ShopNames.FOLDER.paths()) {
            if (path.endsWith(".yaml") || path.startsWith("offers/") || path.startsWith("language/")) {
                files.put(path, ShopNames.FOLDER.bytes(path));
            }
        }
        List<Shape> shapes = List.of(Shape.values());
        int sheet = 0;
        for (String path : VALID.paths()) {
            if (path.startsWith(SHEETS)) {
                Shape shape = shapes.get(sheet++ % shapes.size());
                files.put(
                        path.substring(SHEETS.length()).replace(".csv", "-sheet.xlsx"),
                        Sheets.workbook(VALID.text(path), shape));
            } else {
                files.put(path, change.apply(VALID.text(path)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return new RulebookFolder(files);
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
