package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opportune.model.Condition;
import org.opportune.model.Interpreter;
import org.opportune.model.Row;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.source.ShopNames;

/**
 * Each rule file of the shop, given to a stock engine as it stands, says of customers of whom all is known what the interpreter says of our reading.
 * Tables go through the stock compiler of spreadsheets, from bytes: by path it would remember an earlier file.
 */
class StockShopTest {
    private static final int ROWS_PER_RULE = 4;

    static Stream<String> files() {
        return ShopNames.FOLDER.paths().stream()
                .filter(KnownFiles::isRules)
                .filter(path -> !path.endsWith(".cases.csv"))
                .filter(path -> path.endsWith(".drl") || path.endsWith(".csv") || path.endsWith(".xlsx"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aStockEngineSaysWhatTheInterpreterSays(String path) {
        Step step = Step.of(path.replaceFirst("/.*", "")).orElseThrow();
        List<Rule> rules = ShopNames.read(step, path);
        Matching matching = new Matching(rules, ShopNames.FACTS);

        try (StockEngine stock = new StockEngine(step, ShopNames.FACTS, drl(path))) {
            for (Rule rule : rules) {
                List<Row> rows = matching.rows(rule, ROWS_PER_RULE);
                assertThat(rows)
                        .as(() -> "customers for " + rule)
                        .hasSize(needsUnknown(rule.when()) ? 0 : 2 * ROWS_PER_RULE);
                for (Row row : rows) {
                    assertThat(stock.run(row))
                            .as(() -> path + ": " + rule.name() + "\n" + Shown.of(row))
                            .isEqualTo(Set.copyOf(Interpreter.run(rules, row)));
                }
            }
        }
    }

    private static boolean needsUnknown(Condition condition) {
        return condition instanceof Condition.Known known
                ? !known.known()
                : condition instanceof Condition.All all && all.parts().stream().anyMatch(StockShopTest::needsUnknown);
    }

    private static String drl(String path) {
        byte[] content = ShopNames.FOLDER.bytes(path);
        return path.endsWith(".drl")
                ? new String(content, StandardCharsets.UTF_8)
                : new SpreadsheetCompiler()
                        .compile(
                                new ByteArrayInputStream(content),
                                path.endsWith(".csv") ? InputType.CSV : InputType.XLS);
    }
}
