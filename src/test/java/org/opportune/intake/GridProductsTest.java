package org.opportune.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opportune.kernel.Place;

/** Workbooks as the spreadsheet programs write them, and the tables of the shop. */
class GridProductsTest {
    @Test
    void readsWhatLibreOfficeWrites() throws IOException {
        Grid grid;
        try (InputStream in = getClass().getResourceAsStream("/intake/libreoffice.xlsx")) {
            grid = Said.grid("t.xlsx", Objects.requireNonNull(in).readAllBytes());
        }

        assertThat(texts(grid, 0)).containsExactly("", "RuleSet", "opportune.eligibility", "", "", "", "", "");
        assertThat(texts(grid, 1)).containsExactly("", "Customer", "Customer", "Customer", "", "", "", "");
        assertThat(IntStream.range(0, 5).map(column -> grid.cell(1, column).first()))
                .containsExactly(0, 1, 1, 1, 4);
        assertThat(texts(grid, 4))
                .containsExactly(
                        "Says that they like <gifts> & öljy",
                        "3",
                        "4.35",
                        "1000",
                        "2026-03-01",
                        "2026-03-01T10:15:00",
                        "true",
                        "0.05");
        assertThat(grid.cell(5, 0).text()).isEqualTo("two\nlines");
        assertThat(grid.rows()).isEqualTo(6);
        assertThat(grid.cell(4, 7).place()).isEqualTo(new Place("t.xlsx", 5, 8, "Rules!H5"));
    }

    @Test
    void readsWhatExcelWrites() {
        Book book = new Book()
                .part("xl/workbook.xml", """
                        <workbook xmlns="%s" xmlns:r="%s" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x15">\
                        <fileVersion appName="xl" lastEdited="7"/><workbookPr defaultThemeVersion="166925"/>\
                        <mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\a\\" \
                        xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>\
                        <sheets><sheet name="Rules &amp; more" sheetId="1" r:id="rId1"/></sheets>\
                        <definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Rules!$A$1</definedName>\
                        </definedNames><calcPr calcId="191029"/></workbook>""".formatted(Book.MAIN, Book.OFFICE))
                .part("xl/sharedStrings.xml", """
                        <sst xmlns="%s" count="3" uniqueCount="3"><si><t xml:space="preserve"> Name </t></si>\
                        <si><r><t>two </t></r><r><rPr><b/></rPr><t>runs_x000D_
                        and a line_x005F_x</t></r></si>\
                        <si><t>顧客</t><rPh sb="0" eb="2"><t>コキャク</t></rPh><phoneticPr fontId="1"/></si></sst>""".formatted(Book.MAIN))
                .sheet("""
                        <dimension ref="A1:E4"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>\
                        <sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"/>\
                        <cols><col min="1" max="1" width="30.7109375" bestFit="1" customWidth="1"/></cols><sheetData>\
                        <row r="1" spans="1:5"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>\
                        <row r="3" spans="1:5"><c r="A3"><v>4.3499999999999996</v></c><c r="B3"><v>1E+3</v></c><c r="C3"><v>0.30000000000000004</v></c>\
                        <c r="D3" t="b"><v>0</v></c><c r="E3" s="3"><v>90</v></c></row>\
                        <row r="4"><c r="A4" s="1"><v>46082</v></c><c r="B4" s="2"><v>46082.427083333336</v></c>\
                        <c r="C4" s="4"><v>0.42708333333333331</v></c><c r="D4" s="1"/><c r="ALL4" s="3"/></row>\
                        <row r="1048576" hidden="1"><c r="XFD1048576" s="1"/></row>\
                        </sheetData><mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells>\
                        <dataValidations count="1"><dataValidation type="list" sqref="A5"><formula1>"a,b"</formula1></dataValidation></dataValidations>\
                        <hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>""")
                .part(
                        "xl/worksheets/_rels/sheet1.xml.rels",
                        Book.relations("<Relationship Id='rId1' Type='" + Book.OFFICE
                                + "/hyperlink' Target='https://example.com/' TargetMode='External'/><Relationship Id='rId2' Type='"
                                + Book.OFFICE + "/printerSettings' Target='../printerSettings/printerSettings1.bin'/>"))
                .part("xl/printerSettings/printerSettings1.bin", new byte[] {1, 2, 3})
                .part(
                        "xl/theme/theme1.xml",
                        "<a:theme xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'/>")
                .part("docProps/app.xml", "<Properties/>");
        Grid grid = Said.grid("t.xlsx", book.bytes());

        assertThat(texts(grid, 0)).containsExactly("Name", "two runs\nand a line_x", "顧客", "", "");
        assertThat(texts(grid, 2)).containsExactly("4.35", "1000", "0.3", "false", "90");
        assertThat(texts(grid, 3)).containsExactly("4.35", "2026-03-01T10:15:00", "10:15:00", "", "");
        assertThat(grid.rows()).isEqualTo(4);
        assertThat(grid.cell(3, 1).place().cell()).isEqualTo("Rules & more!B4");
    }

    @Test
    void readsWhatGoogleSheetsWrites() {
        Book book = new Book()
                .part("xl/metadata", new byte[] {9, 8, 7})
                .part(
                        "xl/drawings/drawing1.xml",
                        "<xdr:wsDr xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing'/>")
                .part(
                        "xl/worksheets/_rels/sheet1.xml.rels",
                        Book.relations("<Relationship Id='rId1' Type='" + Book.OFFICE
                                + "/drawing' Target='../drawings/drawing1.xml'/>"))
                .sheet("""
                        <sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews>\
                        <sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/><sheetData>\
                        <row r="1"><c r="A1" s="1" t="inlineStr"><is><t>RuleSet</t></is></c><c r="B1" s="1"><v>3.0</v></c></row>\
                        <row r="2"><c r="A2" s="1"><v>46082.0</v></c><c r="B2" t="str"><v>text</v></c><c r="C2" t="b"><v>1</v></c></row>\
                        <row r="3" ht="15.75" customHeight="1"/><row r="1000" ht="15.75" customHeight="1"/>\
                        </sheetData><drawing r:id="rId1"/>""");
        Grid grid = Said.grid("t.xlsx", book.bytes());

        assertThat(texts(grid, 0)).containsExactly("RuleSet", "1900-01-03", "");
        assertThat(texts(grid, 1)).containsExactly("2026-03-01", "text", "true");
        assertThat(grid.rows()).isEqualTo(2);
    }

    @Test
    void countsCellsAndRowsThatDoNotNameTheirPlace() {
        Grid grid = Said.grid("t.xlsx", new Book().rows("""
                <row><c><v>1</v></c><c r="C1"><v>3</v></c><c><v>4</v></c></row><row r="4"><c r="B4"><v>2</v></c></row><row><c><v>5</v></c></row>""").bytes());

        assertThat(texts(grid, 0)).containsExactly("1", "", "3", "4");
        assertThat(texts(grid, 3)).containsExactly("", "2", "", "");
        assertThat(texts(grid, 4)).containsExactly("5", "", "", "");
    }

    @Test
    void countsDaysFrom1904WhereTheWorkbookSaysSo() {
        Book book = new Book().rows("<row r='1'><c r='A1' s='1'><v>44620</v></c></row>");
        String workbook = "<workbook xmlns='" + Book.MAIN + "' xmlns:r='" + Book.OFFICE
                + "'><workbookPr date1904='1'/><sheets><sheet name='R' sheetId='1' r:id='rId1'/></sheets></workbook>";

        assertThat(Said.grid("t.xlsx", book.bytes()).cell(0, 0).text()).isEqualTo("2022-02-28");
        assertThat(Said.grid("t.xlsx", book.part("xl/workbook.xml", workbook).bytes())
                        .cell(0, 0)
                        .text())
                .isEqualTo("2026-03-01");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            d.m.yyyy                      | true
            [$-409]d-mmm-yy;@             | true
            yyyy"年"m"月"d"日"             | true
            [h]:mm:ss                     | true
            h:mm AM/PM                    | true
            General                       | false
            0.00E+00                      | false
            #,##0.00\\ "EUR";[Red]-0.00    | false
            0"days"                       | false
            0\\d                           | false
            [Magenta]0                    | false
            @                             | false
            0;"yesterday"                 | false
            """)
    void tellsDaysFromNumbersByTheirFormat(String format, boolean isDate) {
        assertThat(DateFormats.isDateFormat(format)).isEqualTo(isDate);
    }

    static Stream<Path> shop() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("rules"))) {
            return files.filter(file -> file.toString().matches(".*\\.(xlsx|csv)")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shop")
    void readsTheTablesOfTheShop(Path file) throws IOException {
        assertThat(Said.grid(file.toString(), Files.readAllBytes(file)).rows()).isGreaterThan(1);
    }

    @Test
    void readsTheSameTableFromBothFormats() throws IOException {
        Path folder = Path.of("rules/eligibility");
        Grid csv = Said.grid("t.csv", Files.readAllBytes(folder.resolve("suitable.csv")));

        assertThat(csv.cell(6, 3).first()).isEqualTo(2);
        assertThat(csv.cell(6, 3).text()).isEqualTo("Customer");
        assertThat(csv.cell(6, 5).first()).isEqualTo(5);
        assertThat(csv.cell(6, 3).place()).isEqualTo(Place.of("t.csv", 7, 4));
    }

    private static List<String> texts(Grid grid, int row) {
        List<String> texts = new ArrayList<>();
        for (int column = 0; column < grid.columns(); column++) {
            texts.add(grid.cell(row, column).text());
        }
        return texts;
    }

    @Test
    void keepsTheTextOfTheFirstCellOverAMergedRange() {
        Grid grid = Said.grid("t.xlsx", new Book().sheet("""
                <sheetData><row r="2"><c r="B2"><v>7</v></c><c r="C2"><v>8</v></c></row><row r="3"><c r="C3"><v>9</v></c></row></sheetData>\
                <mergeCells><mergeCell ref="B2:C3"/></mergeCells>""").bytes());

        assertThat(texts(grid, 1)).containsExactly("", "7", "7");
        assertThat(texts(grid, 2)).containsExactly("", "7", "7");
        assertThat(grid.cell(2, 2).first()).isEqualTo(1);
        assertThat(grid.cell(2, 2).place().cell()).isEqualTo("Rules!C3");
        assertThat(grid.cell(100, 30)).isEqualTo(new Grid.Cell(new Place("t.xlsx", 101, 31, "Rules!AE101"), "", 30));
    }

    @Test
    void readsAFileOfALargeTable() {
        StringBuilder rows = new StringBuilder();
        for (int row = 1; row <= 20_000; row++) {
            rows.append("<row r='").append(row).append("'>");
            for (char column = 'A'; column < 'K'; column++) {
                rows.append("<c r='").append(column).append(row).append("' s='0' t='s'><v>1</v></c>");
            }
            rows.append("</row>");
        }
        byte[] book = new Book().rows(rows.toString()).bytes();

        assertThat(Said.grid("t.xlsx", book).rows()).isEqualTo(20_000);
    }
}
