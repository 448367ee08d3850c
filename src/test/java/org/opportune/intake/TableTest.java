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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opportune.kernel.Findings;

class TableTest {
    private final Findings findings = new Findings();

    @Test
    void readsRowsByTheNamesOfTheFirst() {
        Table table = Table.read("t.csv", "\uFEFF id , label,,\r\n\r\na,\"one, two\"\nb,,,\n,,\n", findings);
        List<Table.Row> rows = table.rows();

        assertThat(findings.list()).isEmpty();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("label")).isEqualTo("one, two");
        assertThat(rows.get(0).line()).isEqualTo(3);
        assertThat(rows.get(1).get("label")).isEmpty();
        assertThat(table.columns()).containsExactly("id", "label");
    }

    @Test
    void readsSemicolonsWhereASpreadsheetHasCommasForDecimals() {
        List<Table.Row> rows =
                Table.read("t.csv", "id;label\na;one, two\n", findings).rows();

        assertThat(findings.list()).isEmpty();
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.get("label"))
                .isEqualTo("one, two"));
    }

    @Test
    void readsTabsAndTheSeparatorThatExcelTells() {
        Table tabs = Table.read("t.csv", "id\tlabel\na\tone, two\n", findings);
        Table told = Table.read("t.csv", "sep=;\nid;label\na;one, two\n", findings);
        told.fail("label", "is wrong");

        assertThat(tabs.rows().get(0).get("label")).isEqualTo("one, two");
        assertThat(told.rows().get(0).get("label")).isEqualTo("one, two");
        assertThat(said()).containsExactly("table-layout t.csv:2:2: is wrong");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("", "table-layout t.csv:1:1: the table is empty"),
                arguments(
                        "id," + "x,".repeat(200) + "y\n",
                        "table-layout t.csv:1:201: the table has more than 200 columns"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesTheTable(String text, String finding) {
        assertThat(Table.read("t.csv", text, findings).rows()).isEmpty();
        assertThat(said()).singleElement().asString().startsWith(finding);
    }

    @ParameterizedTest
    @CsvSource({"'id,,label',the column has no name", "'id,id,label',the column 'id' stands here twice"})
    void aColumnWithoutANameOfItsOwnHidesNothingElse(String header, String message) {
        Table table = Table.read("t.csv", header + "\na,b,c\n", findings);
        table.rows().get(0).fail("label", "is wrong");

        assertThat(table.columns()).containsExactly("id", "label");
        assertThat(table.rows().get(0).get("id")).isEqualTo("a");
        assertThat(said()).hasSize(2);
        assertThat(said().get(0)).startsWith("table-layout t.csv:1:2: " + message);
        assertThat(said().get(1)).isEqualTo("table-cell t.csv:2:3: is wrong");
    }

    @Test
    void namesTheRowsThatAreWrong() {
        Table table = Table.read("t.csv", "id,label\na,b,c\nd," + "x".repeat(10_001) + "\ne,f\n\"g,h\n", findings);

        assertThat(said()).hasSize(3);
        assertThat(said().get(0)).startsWith("table-layout t.csv:2:3: the row has 3 cells and the first row names 2");
        assertThat(said().get(1)).startsWith("table-cell t.csv:3:2: the cell has more than 10000 characters");
        assertThat(said().get(2)).startsWith("table-layout t.csv:5:1: not a CSV table from here on");
        assertThat(table.rows()).extracting(row -> row.get("id")).containsExactly("a", "d", "e");
        assertThat(table.isWhole()).isFalse();
    }

    @Test
    void ofARowWithTooManyCellsNothingMoreIsSaid() {
        Table table = Table.read("t.csv", "id,label\na,b,c\n", findings);
        table.rows().get(0).fail("label", "is wrong");

        assertThat(said()).hasSize(1);
        assertThat(table.isWhole()).isTrue();
    }

    @Test
    void ofARowWithMoreSeparatorsThanTheFirstAQuoteMayBeMissing() {
        Table table = Table.read("t.csv", "id,label,link\na,b,,\nc, d,e,\nf,g,\n", findings);
        table.rows().forEach(row -> row.fail("label", "is wrong"));

        String hint = "; the row has more separators than the first one: a text that has one in it stands in quotes";
        assertThat(said())
                .containsExactly(
                        "table-cell t.csv:2:2: is wrong" + hint,
                        "table-cell t.csv:3:2: is wrong" + hint,
                        "table-cell t.csv:4:2: is wrong");
    }

    @Test
    void readsAsManyRowsAsItMay() {
        Table table = Table.read("t.csv", "id\n" + "a\n".repeat(100_001), findings);

        assertThat(said())
                .singleElement()
                .asString()
                .startsWith("table-layout t.csv:100002:1: the table has more than 100000 rows");
        assertThat(table.rows()).hasSize(100_000);
        assertThat(table.isWhole()).isFalse();
    }

    @Test
    void givesThePlaceOfACell() {
        Table.Row row = Table.read("t.csv", "id,label\na,b\n", findings).rows().get(0);
        row.fail("label", "is wrong");
        row.fail("none", "is missing");
        row.fail("none", "is missing");

        assertThat(said())
                .containsExactly(
                        "table-cell t.csv:2:2: is wrong",
                        "table-layout t.csv:1:1: there is no column 'none', in which every row must say something");
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
