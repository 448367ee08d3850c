package org.opportune.rulebook;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.opportune.intake.Book;

/** Makes workbooks of tables in CSV, as the programs write them that people use: numbers, days and truths are cells of their kinds, neighbours that end in {@code ...} are merged. */
final class Sheets {
    private static final String NUMBER = "-?[0-9]+([.][0-9]+)?";
    private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    enum Shape {
        /** Strings shared, merged headings, widths, a frozen pane. */
        EXCEL,
        /** Strings within the cells, as reports write that stream their rows. */
        STREAMED,
        LIBRE_OFFICE,
        GOOGLE
    }

    private Sheets() {}

    static byte[] workbook(String csv, Shape shape) {
        List<List<String>> rows = rows(csv);
        return switch (shape) {
            case EXCEL -> poi(new XSSFWorkbook(), rows);
            case STREAMED -> poi(new SXSSFWorkbook(), rows);
            case LIBRE_OFFICE -> libreOffice(rows);
            case GOOGLE -> google(rows);
        };
    }

    private static List<List<String>> rows(String csv) {
        List<List<String>> rows = new ArrayList<>();
        for (CsvRecord record : CsvReader.builder().skipEmptyLines(false).ofCsvRecord(csv)) {
            rows.add(record.getFields());
        }
        return rows;
    }

    private static byte[] poi(Workbook workbook, List<List<String>> rows) {
        try (workbook;
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = workbook.createSheet("Rules");
            CellStyle days = workbook.createCellStyle();
            days.setDataFormat(workbook.createDataFormat().getFormat("d.m.yyyy"));
            CellStyle wrapped = workbook.createCellStyle();
            wrapped.setWrapText(true);
            sheet.setColumnWidth(0, 40 * 256);
            sheet.createFreezePane(1, 9);
            for (int r = 0; r < rows.size(); r++) {
                Row row = sheet.createRow(r);
                for (int c = 0; c < rows.get(r).size(); c++) {
                    Cell cell = row.createCell(c);
                    cell.setCellStyle(wrapped);
                    fill(cell, plain(rows.get(r).get(c)), days);
                }
                row.createCell(rows.get(r).size() + 2).setCellStyle(wrapped); // a column that was formatted once
                for (int[] range : merged(rows.get(r))) {
                    sheet.addMergedRegion(new CellRangeAddress(r, r, range[0], range[1]));
                }
            }
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Cell cell, String text, CellStyle days) {
        if (text.matches(NUMBER)) {
            cell.setCellValue(Double.parseDouble(text));
        } else if (text.matches(DAY)) {
            cell.setCellValue(LocalDate.parse(text));
            cell.setCellStyle(days);
        } else if (text.equals("true") || text.equals("false")) {
            cell.setCellValue(Boolean.parseBoolean(text));
        } else if (!text.isEmpty()) {
            cell.setCellValue(text);
        }
    }

    private static byte[] libreOffice(List<List<String>> rows) {
        StringBuilder strings = new StringBuilder();
        StringBuilder sheet = new StringBuilder("""
                <sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><dimension ref="A1"/>\
                <sheetFormatPr defaultColWidth="11.53515625" defaultRowHeight="12.8" zeroHeight="false"/>\
                <cols><col collapsed="false" customWidth="false" hidden="false" outlineLevel="0" max="1024" min="1" style="0" width="11.54"/></cols>\
                <sheetData>""");
        int count = 0;
        for (int r = 0; r < rows.size(); r++) {
            sheet.append(
                    "<row r='" + (r + 1)
                            + "' customFormat='false' ht='12.8' hidden='false' customHeight='false' outlineLevel='0' collapsed='false'>");
            for (int c = 0; c < rows.get(r).size(); c++) {
                String text = plain(rows.get(r).get(c));
                if (isText(text)) {
                    strings.append("<si><t xml:space='preserve'>" + escaped(text) + "</t></si>");
                    sheet.append("<c r='" + name(r, c) + "' s='0' t='s'><v>" + count++ + "</v></c>");
                } else {
                    sheet.append(value(name(r, c), text, "n"));
                }
            }
            sheet.append("</row>");
        }
        sheet.append("</sheetData>" + mergeCells(rows));
        return new Book()
                .part("xl/sharedStrings.xml", "<sst xmlns='" + Book.MAIN + "'>" + strings + "</sst>")
                .sheet(sheet.toString())
                .bytes();
    }

    private static byte[] google(List<List<String>> rows) {
        StringBuilder sheet = new StringBuilder("""
                <sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews>\
                <sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/><sheetData>""");
        for (int r = 0; r < rows.size(); r++) {
            sheet.append("<row r='" + (r + 1) + "'>");
            for (int c = 0; c < rows.get(r).size(); c++) {
                String text = plain(rows.get(r).get(c));
                sheet.append(
                        isText(text)
                                ? "<c r='" + name(r, c) + "' s='0' t='inlineStr'><is><t>" + escaped(text)
                                        + "</t></is></c>"
                                : value(name(r, c), text, null));
            }
            sheet.append("</row>");
        }
        sheet.append("<row r='1000' ht='15.75' customHeight='1'/></sheetData>" + mergeCells(rows)
                + "<drawing r:id='rId1'/>");
        return new Book()
                .part(
                        "xl/drawings/drawing1.xml",
                        "<xdr:wsDr xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing'/>")
                .part(
                        "xl/worksheets/_rels/sheet1.xml.rels",
                        Book.relations("<Relationship Id='rId1' Type='" + Book.OFFICE
                                + "/drawing' Target='../drawings/drawing1.xml'/>"))
                .sheet(sheet.toString())
                .bytes();
    }

    private static boolean isText(String text) {
        return !text.isEmpty()
                && !text.matches(NUMBER)
                && !text.matches(DAY)
                && !text.equals("true")
                && !text.equals("false");
    }

    /** A cell that is no text; style 1 of the book shows days. */
    private static String value(String name, String text, @org.jspecify.annotations.Nullable String type) {
        String kind = type == null ? "" : " t='" + type + "'";
        if (text.isEmpty()) {
            return "<c r='" + name + "' s='0'/>";
        } else if (text.matches(DAY)) {
            return "<c r='" + name + "' s='1'" + kind + "><v>"
                    + (LocalDate.parse(text).toEpochDay() + 25_569) + "</v></c>";
        } else if (text.matches(NUMBER)) {
            return "<c r='" + name + "' s='0'" + kind + "><v>" + text + "</v></c>";
        }
        return "<c r='" + name + "' s='0' t='b'><v>" + (text.equals("true") ? 1 : 0) + "</v></c>";
    }

    private static String plain(String text) {
        return text.endsWith("...") ? text.substring(0, text.length() - 3) : text;
    }

    /** First and last columns of neighbours that are one. */
    private static List<int[]> merged(List<String> row) {
        List<int[]> ranges = new ArrayList<>();
        for (int c = 0; c + 1 < row.size(); c++) {
            int end = c;
            while (row.get(c).endsWith("...")
                    && end + 1 < row.size()
                    && row.get(end + 1).equals(row.get(c))) {
                end++;
            }
            if (end > c) {
                ranges.add(new int[] {c, end});
                c = end;
            }
        }
        return ranges;
    }

    private static String mergeCells(List<List<String>> rows) {
        StringBuilder cells = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int[] range : merged(rows.get(r))) {
                cells.append("<mergeCell ref='" + name(r, range[0]) + ":" + name(r, range[1]) + "'/>");
            }
        }
        return cells.isEmpty() ? "" : "<mergeCells>" + cells + "</mergeCells>";
    }

    private static String name(int row, int column) {
        return (char) ('A' + column) + String.valueOf(row + 1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
