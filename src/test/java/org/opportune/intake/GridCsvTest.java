package org.opportune.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opportune.kernel.Place;

class GridCsvTest {
    @Test
    void readsNeighboursThatEndInDotsAsOneRange() {
        Grid grid = grid("a, Customer...,Customer...,...,c,d...\n");

        assertThat(firsts(grid)).containsExactly(0, 1, 1, 1, 4, 5);
        assertThat(grid.cell(0, 2).text()).isEqualTo("Customer");
        assertThat(grid.cell(0, 3).text()).isEqualTo("Customer");
        assertThat(grid.cell(0, 5).text()).isEqualTo("d");
    }

    private static List<Integer> firsts(Grid grid) {
        return IntStream.range(0, grid.columns())
                .map(column -> grid.cell(0, column).first())
                .boxed()
                .toList();
    }

    @Test
    void keepsEmptyLinesAndGivesTheLineWhereARowBegins() {
        Grid grid = grid("\uFEFFa,\"two\nlines\",,\r\n\r\n,c\r\n");

        assertThat(grid.rows()).isEqualTo(3);
        assertThat(grid.columns()).isEqualTo(2);
        assertThat(grid.cell(0, 1).text()).isEqualTo("two\nlines");
        assertThat(grid.cell(2, 1)).isEqualTo(new Grid.Cell(Place.of("t.csv", 4, 2), "c", 1));
        assertThat(grid.cell(5, 9)).isEqualTo(new Grid.Cell(Place.of("t.csv", 7, 10), "", 9));
    }

    @Test
    void readsSemicolonsWhereASpreadsheetHasCommasForDecimals() {
        Grid grid = grid("\n;RuleSet;x\n;a, b;\"c;d\"\n");

        assertThat(grid.cell(1, 1).text()).isEqualTo("RuleSet");
        assertThat(grid.cell(2, 1).text()).isEqualTo("a, b");
        assertThat(grid.cell(2, 2).text()).isEqualTo("c;d");
    }

    @Test
    void readsTabsAndTheSeparatorThatExcelTells() {
        assertThat(grid("RuleSet\tx\na, b\t\"c\td\"\n").cell(1, 1).text()).isEqualTo("c\td");
        for (String told : List.of("sep=;\n", "SEP=;\r\n", "\"sep=;\"\n", "sep=;;;\n")) {
            Grid grid = grid("\uFEFF" + told + "a, b;\"c;d\"\n");

            assertThat(grid.cell(1, 0)).isEqualTo(new Grid.Cell(Place.of("t.csv", 2, 1), "a, b", 0));
            assertThat(grid.cell(1, 1).text()).isEqualTo("c;d");
            assertThat(grid.cell(0, 0).text()).isEmpty();
        }
        assertThat(grid("sep=|\na|b\n").cell(1, 1).text()).isEqualTo("b");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        "a\nb,Customer...,Context...\n",
                        "table-layout t.csv:2:3: 'Context...' continues 'Customer...'"),
                arguments("a\nb,\"c\n", "table-layout t.csv:2:1: not a CSV table"),
                arguments("a\n\"b\"c\n", "table-layout t.csv:2:1: not a CSV table"),
                arguments(
                        "a\n" + "x,".repeat(200) + "y\n", "table-layout t.csv:2:201: the row has more than 200 cells"),
                arguments("a\nb," + "x".repeat(2_001), "table-cell t.csv:2:2: the cell has more than 2000 characters"),
                arguments("a\n".repeat(20_001), "table-layout t.csv:20001:1: the table has more than 20000 rows"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String text, String finding) {
        Said said = Said.of("t.csv", text.getBytes(StandardCharsets.UTF_8));

        assertThat(said.isRead()).isFalse();
        assertThat(said.lines()).singleElement().asString().startsWith(finding);
    }

    @Test
    void refusesOtherBytesAndOtherFiles() {
        Said latin = Said.of("t.csv", "a,b\nc,\u00E4\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(latin.lines()).singleElement().asString().startsWith("not-utf8 t.csv:2:3: the byte E4 is not UTF-8");
        assertThat(Said.of("t.ods", new byte[0]).lines())
                .singleElement()
                .asString()
                .startsWith("file-name t.ods:1:1");
    }

    /** What is written as CSV and as a workbook is the same grid. */
    @Property(tries = 300)
    void readsTheSameFromBothFormats(
            @ForAll @Size(min = 1, max = 6)
                    List<@Size(min = 1, max = 5) List<@StringLength(max = 6) @CharRange(from = ' ', to = '~') String>>
                            rows) {
        String csv = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        String sheet = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> "<c t='inlineStr'><is><t xml:space='preserve'>"
                                + cell.replace("&", "&amp;")
                                        .replace("<", "&lt;")
                                        .replace("]]>", "]]&gt;") + "</t></is></c>")
                        .collect(Collectors.joining("", "<row>", "</row>")))
                .collect(Collectors.joining());
        Grid text = grid(csv.replace("...", ".. ").replace("\\u", "\\ "));
        Grid book = Said.grid(
                "t.xlsx",
                new Book()
                        .rows(sheet.replace("...", ".. ").replace("\\u", "\\ "))
                        .bytes());

        assertThat(book.columns()).isEqualTo(text.columns());
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < text.columns(); column++) {
                assertThat(book.cell(row, column).text())
                        .isEqualTo(text.cell(row, column).text());
            }
        }
    }

    private static Grid grid(String text) {
        return Said.grid("t.csv", text.getBytes(StandardCharsets.UTF_8));
    }
}
