package org.opportune.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook of XML parts as Excel writes them, of which a test changes the one that it is about. */
public final class Book {
    public static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
    private static final String CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    public Book() {
        part("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="bin" ContentType="%1$sprinterSettings"/>\
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Default Extension="xml" ContentType="application/xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType="%1$ssheet.main+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="%1$sworksheet+xml"/>\
                <Override PartName="/xl/sharedStrings.xml" ContentType="%1$ssharedStrings+xml"/>\
                <Override PartName="/xl/styles.xml" ContentType="%1$sstyles+xml"/></Types>""".formatted(CONTENT));
        part(
                "_rels/.rels",
                relations("<Relationship Id='rId1' Type='" + OFFICE + "/officeDocument' Target='xl/workbook.xml'/>"));
        sheets("<sheet name='Rules' sheetId='1' r:id='rId1'/>");
        part("xl/_rels/workbook.xml.rels", relations("""
                <Relationship Id='rId3' Type='%1$s/styles' Target='styles.xml'/>\
                <Relationship Id='rId2' Type='%1$s/worksheet' Target='worksheets/sheet2.xml'/>\
                <Relationship Id='rId1' Type='%1$s/worksheet' Target='worksheets/sheet1.xml'/>\
                <Relationship Id='rId4' Type='%1$s/sharedStrings' Target='sharedStrings.xml'/>""".formatted(OFFICE)));
        part("xl/styles.xml", """
                <styleSheet xmlns="%s"><numFmts count="2"><numFmt numFmtId="164" formatCode="d\\.m\\.yyyy\\ h:mm"/>\
                <numFmt numFmtId="165" formatCode="0.00\\ &quot;days&quot;"/></numFmts><cellXfs count="5">\
                <xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/>\
                </cellXfs></styleSheet>""".formatted(MAIN));
        part("xl/sharedStrings.xml", "<sst xmlns='" + MAIN + "'><si><t>RuleSet</t></si><si><t>x</t></si></sst>");
        rows("<row r='1'><c r='A1' t='s'><v>0</v></c></row>");
    }

    public static String relations(String inner) {
        return "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" + inner
                + "</Relationships>";
    }

    public Book part(String name, String xml) {
        return part(name, (HEAD + xml).getBytes(StandardCharsets.UTF_8));
    }

    public Book part(String name, byte[] content) {
        parts.put(name, content);
        return this;
    }

    Book without(String name) {
        parts.remove(name);
        return this;
    }

    public Book sheets(String sheets) {
        return part(
                "xl/workbook.xml",
                "<workbook xmlns='" + MAIN + "' xmlns:r='" + OFFICE + "'><sheets>" + sheets + "</sheets></workbook>");
    }

    /** The rows of the first sheet. */
    public Book rows(String rows) {
        return sheet("<sheetData>" + rows + "</sheetData>");
    }

    /** What the first sheet holds. */
    public Book sheet(String inner) {
        return part(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns='" + MAIN + "' xmlns:r='" + OFFICE + "'>" + inner + "</worksheet>");
    }

    /** A second sheet with these rows, its entry in the list of sheets having this state. */
    Book notes(String state, String rows) {
        sheets("<sheet name='Rules' sheetId='1' r:id='rId1'/><sheet name='Notes' sheetId='2' state='" + state
                + "' r:id='rId2'/>");
        return part(
                "xl/worksheets/sheet2.xml",
                "<worksheet xmlns='" + MAIN + "'><sheetData>" + rows + "</sheetData></worksheet>");
    }

    String text(String part) {
        return new String(Objects.requireNonNull(parts.get(part)), StandardCharsets.UTF_8).substring(HEAD.length());
    }

    public byte[] bytes() {
        return zip(parts);
    }

    public static byte[] zip(Map<String, byte[]> parts) {
        return zip(parts, Deflater.DEFAULT_COMPRESSION);
    }

    static byte[] zip(Map<String, byte[]> parts, int level) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(level);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
