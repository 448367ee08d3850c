package org.opportune.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Workbooks that are not what they seem: refused with their kind and place. */
class GridAttacksTest {
    private static final String LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>";
    private static final String XXE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>";

    static Stream<Arguments> cells() {
        return Stream.of(
                arguments(
                        "<c r='B3'><f>NOW()</f><v>46082</v></c>",
                        "formula-cell t.xlsx:Rules!B3: the cell holds a formula"),
                arguments("<c r='B3' t='str'><f t='shared' si='0'/><v>x</v></c>", "formula-cell t.xlsx:Rules!B3"),
                arguments(
                        "<c r='B3' t='e'><v>#N/A</v></c>", "table-cell t.xlsx:Rules!B3: the cell shows the error #N/A"),
                arguments("<c r='B3' t='s'><v>7</v></c>", "table-cell t.xlsx:Rules!B3: the cell holds '7'"),
                arguments("<c r='B3' t='s'><v>-1</v></c>", "table-cell t.xlsx:Rules!B3"),
                arguments("<c r='B3' t='z'><v>1</v></c>", "table-cell t.xlsx:Rules!B3"),
                arguments("<c r='B3'><v>1E1000000000</v></c>", "table-cell t.xlsx:Rules!B3"),
                arguments("<c r='B3'><v>1E999</v></c>", "table-cell t.xlsx:Rules!B3"),
                arguments("<c r='B3'><v>NaN</v></c>", "table-cell t.xlsx:Rules!B3"),
                arguments("<c r='B3' s='1'><v>-1</v></c>", "table-cell t.xlsx:Rules!B3"),
                arguments("<c r='B3' s='1'><v>60</v></c>", "table-cell t.xlsx:Rules!B3"),
                arguments("<c r='B3' s='1'><v>2958466</v></c>", "table-cell t.xlsx:Rules!B3"),
                arguments("<c r='B3'><v>1</v><v>2</v></c>", "table-cell t.xlsx:Rules!B3: the cell holds two values"),
                arguments("<c r='B3' t='inlineStr'><is><t>a</t></is><v>2</v></c>", "table-cell t.xlsx:Rules!B3"),
                arguments(
                        "<c r='B3' t='inlineStr'><is><t>" + "x".repeat(2_001) + "</t></is></c>",
                        "table-cell t.xlsx:Rules!B3: the cell has more than 2000"),
                arguments(
                        "<c r='B3' t='inlineStr'><is><t>a\u202Eb</t></is></c>",
                        "hidden-character t.xlsx:Rules!B3: the character U+202E (RIGHT-TO-LEFT OVERRIDE)"),
                arguments("<c r='B3' t='inlineStr'><is><t>a_x202E_b</t></is></c>", "hidden-character t.xlsx:Rules!B3"),
                arguments("<c r='B3' t='inlineStr'><is><t>a_x0000_b</t></is></c>", "hidden-character t.xlsx:Rules!B3"),
                arguments(
                        "<c r='B3' t='inlineStr'><is><t>\\u0053ystem</t></is></c>",
                        "hidden-character t.xlsx:Rules!B3: '\\u0053'"),
                arguments(
                        "<c r='B4'><v>1</v></c>",
                        "workbook-unsafe t.xlsx:1:1: the part 'xl/worksheets/sheet1.xml' has a cell 'B4' in row 3"),
                arguments("<c r='AAAA3'><v>1</v></c>", "workbook-unsafe t.xlsx:1:1"),
                arguments("<c r='B3'><v>1</v></c><c r='B3'><v>2</v></c>", "workbook-unsafe t.xlsx:1:1"),
                arguments("<c r='C3'><v>1</v></c><c r='B3'><v>2</v></c>", "workbook-unsafe t.xlsx:1:1"),
                arguments("<c r='GS3'><v>1</v></c>", "table-layout t.xlsx:Rules!GS3: the cell lies beyond"),
                arguments(
                        "<x:y xmlns:x='u'><c xmlns='" + Book.MAIN + "' r='B3'><v>1</v></c></x:y>",
                        "workbook-unsafe t.xlsx:1:1: the part 'xl/worksheets/sheet1.xml' has an element 'c'"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void refusesTheCell(String cell, String finding) {
        Said said = Said.of(
                new Book().rows("<row r='1'/><row r='3'>" + cell + "</row>").bytes());

        assertThat(said.isRead()).isFalse();
        assertThat(said.lines()).singleElement().asString().startsWith(finding);
    }

    static Stream<Arguments> sheets() {
        String data = "<sheetData><row r='2'><c r='B2'><v>1</v></c></row></sheetData>";
        return Stream.of(
                arguments(
                        "<sheetData><row r='2' hidden='1'><c r='B2'><v>1</v></c></row></sheetData>",
                        "workbook-unsafe t.xlsx:Rules!B2: the row is hidden"),
                arguments(
                        "<sheetData><row r='2' ht='0' customHeight='1'><c r='B2'><v>1</v></c></row></sheetData>",
                        "workbook-unsafe t.xlsx:Rules!B2: the row is hidden"),
                arguments(
                        "<cols><col min='2' max='3' hidden='1'/></cols>" + data,
                        "workbook-unsafe t.xlsx:Rules!B2: the column is hidden"),
                arguments(
                        "<cols><col min='1' max='16384' width='0.0' customWidth='1'/></cols>" + data,
                        "workbook-unsafe t.xlsx:Rules!B2: the column is hidden"),
                arguments("<sheetFormatPr defaultColWidth='0'/>" + data, "workbook-unsafe t.xlsx:1:1"),
                arguments(data + "<cols><col min='2' max='3' hidden='1'/></cols>", "workbook-unsafe t.xlsx:1:1"),
                arguments(data + data, "workbook-unsafe t.xlsx:1:1"),
                arguments(
                        "<x:y xmlns:x='u'>" + data.replace("<sheetData", "<sheetData xmlns='" + Book.MAIN + "'")
                                + "</x:y>",
                        "workbook-unsafe t.xlsx:1:1"),
                arguments(
                        "<sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>",
                        "table-layout t.xlsx:Rules!XFD1048576: the cell lies beyond"),
                arguments(
                        "<sheetData><row r='20001'><c r='A20001'><v>1</v></c></row></sheetData>",
                        "table-layout t.xlsx:Rules!A20001"),
                arguments(
                        "<sheetData><row r='1048577'><c><v>1</v></c></row></sheetData>", "workbook-unsafe t.xlsx:1:1"),
                arguments("<sheetData><row r='3'/><row r='2'/></sheetData>", "workbook-unsafe t.xlsx:1:1"),
                arguments("<sheetData><row r='2'/><row r='2'/></sheetData>", "workbook-unsafe t.xlsx:1:1"),
                arguments(
                        data + merges("A1:XFD1048576"),
                        "table-layout t.xlsx:Rules!A1: the merged range reaches beyond"),
                arguments(data + merges("A1:B2", "B2:C3"), "table-layout t.xlsx:Rules!B2: the merged range overlaps"),
                arguments(data + merges("B2:A1"), "workbook-unsafe t.xlsx:1:1"),
                arguments(data + merges("A1:B2:C3"), "workbook-unsafe t.xlsx:1:1"),
                arguments(
                        data
                                + merges(IntStream.rangeClosed(1, 501)
                                        .mapToObj(i -> "A" + i + ":B" + i)
                                        .toArray(String[]::new)),
                        "table-layout t.xlsx:Rules!A501: the sheet has more than 500"),
                arguments(
                        data + "<x>".repeat(70) + "</x>".repeat(70),
                        "workbook-unsafe t.xlsx:1:1: the part 'xl/worksheets/sheet1.xml' is nested"));
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void refusesTheSheet(String sheet, String finding) {
        assertRefused(new Book().sheet(sheet), finding);
    }

    private static String merges(String... references) {
        return Stream.of(references)
                .map(reference -> "<mergeCell ref='" + reference + "'/>")
                .collect(Collectors.joining("", "<mergeCells>", "</mergeCells>"));
    }

    static Stream<Arguments> notes() {
        return Stream.of(
                arguments(
                        "hidden",
                        "<row><c><v>1</v></c></row>",
                        "workbook-unsafe t.xlsx:Notes!A1: the sheet 'Notes' is hidden"),
                arguments("veryHidden", "", "workbook-unsafe t.xlsx:Notes!A1"),
                arguments(
                        "visible",
                        "<row r='3'><c r='C3' t='s'><v>0</v></c></row>",
                        "table-layout t.xlsx:Notes!C3: 'RuleSet' begins a table"),
                arguments(
                        "visible",
                        "<row r='3'><c r='C3' t='inlineStr'><is><t>\u00A0ruleTable x</t></is></c></row>",
                        "table-layout t.xlsx:Notes!C3"),
                arguments(
                        "visible",
                        "<row r='3'><c r='C3'><f>WEBSERVICE(\"http://x\")</f></c></row>",
                        "formula-cell t.xlsx:Notes!C3"));
    }

    @ParameterizedTest
    @MethodSource("notes")
    void refusesTheFurtherSheet(String state, String rows, String finding) {
        assertRefused(new Book().notes(state, rows), finding);
    }

    static Stream<Arguments> parts() {
        String external = Book.relations("<Relationship Id='r' Type='" + Book.OFFICE
                + "/image' Target='file://host/x.png' TargetMode='External'/>");
        return Stream.of(
                arguments("xl/vbaProject.bin", "x", "holds 'xl/vbaProject.bin': macros"),
                arguments("xl/macrosheets/sheet1.xml", "<x/>", "macros"),
                arguments("xl/externalLinks/externalLink1.xml", "<x/>", "links to other files"),
                arguments("xl/embeddings/oleObject1.bin", "x", "embedded files"),
                arguments("xl/activeX/activeX1.xml", "<x/>", "controls"),
                arguments("xl/connections.xml", "<x/>", "connections to data"),
                arguments("xl/queryTables/queryTable1.xml", "<x/>", "connections to data"),
                arguments("xl/model/item.data", "x", "a data model"),
                arguments("xl/pivotCache/pivotCacheRecords1.xml", "<x/>", "pivot tables"),
                arguments(
                        "customXml/item1.xml",
                        "<DataMashup xmlns='http://schemas.microsoft.com/DataMashup'>AAAA</DataMashup>",
                        "connections to data"),
                arguments("customUI/customUI14.xml", "<x/>", "buttons of its own"),
                arguments("xl/media/tool.exe", "x", "a part that no table needs"),
                arguments("xl/worksheets/deep/sheet1.xml", "<x/>", "a part that no table needs"),
                arguments("xl/drawings/_rels/drawing1.xml.rels", external, "links to 'file://host/x.png' outside"),
                arguments(
                        "xl/worksheets/_rels/sheet1.xml.rels",
                        external.replace("/image", "/hyperlink"),
                        "links to 'file://host/x.png' outside"),
                arguments("xl/drawings/_rels/d.xml.rels", external.replace("/image", "/vbaProject"), "macros"),
                arguments("xl/media/image1.svg", LAUGHS + "<svg>&b;</svg>", "declares a document type or entities"),
                arguments("xl/theme/theme1.xml", LAUGHS + "<x>&b;</x>", "declares a document type or entities"),
                arguments(
                        "xl/sharedStrings.xml",
                        XXE + "<sst xmlns='" + Book.MAIN + "'><si><t>&a;</t></si></sst>",
                        "declares a document type or entities"),
                arguments("docProps/app.xml", XXE + "<x/>", "declares a document type or entities"),
                arguments("docProps/app.xml", "<x>&a;</x>", "part 'docProps/app.xml'"),
                arguments("docProps/app.xml", "<x>", "is not well-formed XML"),
                arguments("_rels/.rels", Book.relations(""), "the file is no plain workbook"),
                arguments(
                        "xl/workbook.xml",
                        "<workbook xmlns='" + Book.MAIN + "'><externalReferences/></workbook>",
                        "refers to data outside"),
                arguments("xl/workbook.xml", "<workbook xmlns='" + Book.MAIN + "'/>", "has 0 sheets"),
                arguments("xl/workbook.xml", "<worksheet xmlns='" + Book.MAIN + "'/>", "is no workbook"));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void refusesThePart(String part, String content, String finding) {
        Said said = Said.of(new Book().part(part, content).bytes());

        assertThat(said.isRead()).isFalse();
        assertThat(said.lines())
                .singleElement()
                .asString()
                .startsWith("workbook-unsafe t.xlsx:1:1: ")
                .contains(finding);
    }

    @Test
    void refusesMacrosUnderAnotherName() {
        String types = new Book().text("[Content_Types].xml");

        assertRefused(
                new Book()
                        .part(
                                "[Content_Types].xml",
                                types.replace(
                                        "openxmlformats-officedocument.spreadsheetml.sheet.main",
                                        "ms-excel.sheet.macroEnabled.main")),
                "workbook-unsafe t.xlsx:1:1: the workbook holds '/xl/workbook.xml': macros");
        assertRefused(
                new Book().part("[Content_Types].xml", types.replace("sheet.main+xml", "template.main+xml")),
                "workbook-unsafe t.xlsx:1:1: the file is no plain workbook");
        assertRefused(new Book().without("[Content_Types].xml"), "workbook-unsafe t.xlsx:1:1: the file is no .xlsx");
    }

    @Test
    void refusesXmlThatIsNotUtf8() {
        byte[] utf16 = (LAUGHS + "<x>&b;</x>").getBytes(StandardCharsets.UTF_16);

        assertRefused(
                new Book().part("docProps/app.xml", utf16),
                "workbook-unsafe t.xlsx:1:1: the part 'docProps/app.xml' is not UTF-8");
    }

    @Test
    void refusesMoreThanTwentySheetsAndOneSheetTwice() {
        String sheets = IntStream.rangeClosed(1, 21)
                .mapToObj(i -> "<sheet name='S" + i + "' sheetId='" + i + "' r:id='rId1'/>")
                .collect(Collectors.joining());

        assertRefused(
                new Book().sheets(sheets), "workbook-unsafe t.xlsx:1:1: the part 'xl/workbook.xml' has 21 sheets");
        assertRefused(
                new Book().sheets("<sheet name='A' sheetId='1' r:id='rId1'/><sheet name='B' sheetId='2' r:id='rId1'/>"),
                "workbook-unsafe t.xlsx:1:1: the sheet 'B' is no sheet of cells");
    }

    @Test
    void saysEverythingThatIsWrongWithTheCells() {
        Said said = Said.of(new Book()
                .rows("<row><c><f>1</f></c><c t='e'><v>#REF!</v></c><c><f>2</f></c></row>")
                .bytes());

        assertThat(said.lines()).hasSize(3);
        assertThat(said.findings()).extracting("cell").containsExactly("Rules!A1", "Rules!B1", "Rules!C1");
    }

    @Test
    void passesOverWhatIsHiddenAndHoldsNothing() {
        Book book = new Book()
                .sheet(
                        "<cols><col min='3' max='16384' hidden='1'/></cols><sheetData><row r='1'><c r='A1'><v>1</v></c></row><row r='9' hidden='1'><c r='A9' s='1'/></row></sheetData>");

        assertThat(Said.grid("t.xlsx", book.bytes()).rows()).isEqualTo(1);
    }

    @Test
    void readsNotesWithWordsOfAnyLength() {
        Book book = new Book()
                .notes("visible", "<row><c t='inlineStr'><is><t>" + "note ".repeat(1_000) + "</t></is></c></row>");

        assertThat(Said.of(book.bytes()).isRead()).isTrue();
    }

    private static void assertRefused(Book book, String finding) {
        Said said = Said.of(book.bytes());

        assertThat(said.isRead()).isFalse();
        assertThat(said.lines()).singleElement().asString().startsWith(finding);
    }
}
