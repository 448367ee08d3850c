package org.opportune.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opportune.kernel.Findings;

class TableTest {
    private final Findings findings = new Findings();

    @Test
    void readsRowsByTheNamesOfTheFirst() {
        List<Table.Row> rows = Table.read("t.csv", "\uFEFF id , label,,\r\n\r\na,\"one, two\"\nb,,,\n,,\n", findings);

        assertThat(findings.list()).isEmpty();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("label")).isEqualTo("one, two");
        assertThat(rows.get(0).line()).isEqualTo(3);
        assertThat(rows.get(1).get("label")).isEmpty();
        assertThat(rows.get(1).columns()).containsExactly("id", "label");
    }

    @Test
    void readsSemicolonsWhereASpreadsheetHasCommasForDecimals() {
        List<Table.Row> rows = Table.read("t.csv", "id;label\na;one, two\n", findings);

        assertThat(findings.list()).isEmpty();
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.get("label"))
                .isEqualTo("one, two"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("", "table-layout t.csv:1:1: the table is empty"),
                arguments("id,,label\na,b,c\n", "table-layout t.csv:1:2: the column has no name"),
                arguments("id,label,id\na,b,c\n", "table-layout t.csv:1:3: the column 'id' stands here twice"),
                arguments(
                        "id," + "x,".repeat(200) + "y\n",
                        "table-layout t.csv:1:201: the table has more than 200 columns"),
                arguments(
                        "id\n" + "a\n".repeat(100_001),
                        "table-layout t.csv:100002:1: the table has more than 100000 rows"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesTheTable(String text, String finding) {
        assertThat(Table.read("t.csv", text, findings)).isEmpty();
        assertThat(said()).singleElement().asString().startsWith(finding);
    }

    @Test
    void namesTheRowsThatAreWrong() {
        List<Table.Row> rows =
                Table.read("t.csv", "id,label\na,b,c\nd," + "x".repeat(10_001) + "\ne,f\n\"g,h\n", findings);

        assertThat(said()).hasSize(3);
        assertThat(said().get(0)).startsWith("table-layout t.csv:2:3: the row has 3 cells and the first row names 2");
        assertThat(said().get(1)).startsWith("table-cell t.csv:3:2: the cell has more than 10000 characters");
        assertThat(said().get(2)).startsWith("table-layout t.csv:4:1: not a CSV table here or below");
        assertThat(rows).hasSize(2);
    }

    @Test
    void givesThePlaceOfACell() {
        Table.Row row = Table.read("t.csv", "id,label\na,b\n", findings).get(0);
        row.fail("label", "is wrong");
        row.fail("none", "is missing");

        assertThat(said()).containsExactly("table-cell t.csv:2:2: is wrong", "table-cell t.csv:2:1: is missing");
    }

    @Test
    void knowsItsColumnsEvenWithoutRows() {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        files.put("t.csv", "id,lable\n".getBytes(StandardCharsets.UTF_8));
        Table.read(new RulebookFolder(files), "t.csv", List.of("id", "label"), findings);
        Table.read(new RulebookFolder(files), "u.csv", List.of("id", "label"), findings);

        assertThat(said())
                .containsExactly(
                        "table-layout t.csv:1:2: unknown column 'lable'; did you mean 'label'?",
                        "file-missing u.csv:1:1: the file is missing; its first row is id,label");
    }

    private List<String> said() {
        return Said.lines(findings.list());
    }
}
