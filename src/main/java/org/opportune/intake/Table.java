package org.opportune.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;

/** A plain table: the first row names the columns, every further row is a thing. Findings give the row's line and the column's position. */
public final class Table {
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_COLUMNS = 200;
    private static final int LONGEST = 10_000;

    private final String path;
    private final Findings findings;
    /** By position; what has no name of its own is empty. */
    private List<String> columns = List.of();

    private int headerLine = 1;
    private int headerCells;
    private boolean isWhole = true;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> missed = new HashSet<>();

    private Table(String path, Findings findings) {
        this.path = path;
        this.findings = findings;
    }

    /** Reads a table whose columns are known beforehand; a column that is not there is empty, an unknown one is a finding. */
    public static Table read(RulebookFolder folder, String path, List<String> columns, Findings findings) {
        Table table = new Table(path, findings);
        if (!folder.has(path)) {
            String message = "the file is missing; its first row is " + String.join(",", columns);
            findings.in(Kind.FILE_MISSING, Place.of(path, 1, 1), message);
            table.isWhole = false;
            return table;
        }
        table.read(folder.text(path));
        for (String column : table.columns()) {
            if (!columns.contains(column)) {
                table.fail(column, Nearest.unknown("column", column, columns));
            }
        }
        return table;
    }

    /** Reads a table with any columns. */
    public static Table read(String path, String text, Findings findings) {
        Table table = new Table(path, findings);
        table.read(text);
        return table;
    }

    public List<Row> rows() {
        return rows;
    }

    /** The names that the first row gives. */
    public List<String> columns() {
        return columns.stream().filter(name -> !name.isEmpty()).toList();
    }

    /** Whether every row was read that the file has. Where it was not, what other files name may stand in what was not read. */
    public boolean isWhole() {
        return isWhole;
    }

    /** What is wrong with a whole column, told at its name. */
    public void fail(String column, String message) {
        findings.in(Kind.TABLE_LAYOUT, Place.of(path, headerLine, columns.indexOf(column) + 1), message);
    }

    private void missing(String column) {
        if (missed.add(column)) {
            fail(column, "there is no column '" + column + "', in which every row must say something");
        }
    }

    private void read(String text) {
        int line = 1;
        try (CsvReader<CsvRecord> reader = CsvGrid.reader(Texts.normal(text))) {
            for (CsvRecord record : reader) {
                line = (int) record.getStartingLineNumber();
                int length = CsvGrid.filled(record);
                if (columns.isEmpty()) {
                    header(line, record, length);
                } else if (length > 0) {
                    row(line, record, length);
                }
            }
            if (columns.isEmpty()) {
                throw new Refused(Kind.TABLE_LAYOUT, path, "the table is empty; its first row names the columns");
            }
        } catch (CsvParseException | UncheckedIOException e) {
            isWhole = false;
            CsvGrid.mistake(path, line, e).into(findings);
        } catch (Refused e) {
            isWhole = false;
            e.into(findings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void header(int line, CsvRecord record, int length) throws Refused {
        if (length > MOST_COLUMNS) {
            throw new Refused(
                    Kind.TABLE_LAYOUT,
                    Place.of(path, line, MOST_COLUMNS + 1),
                    "the table has more than " + MOST_COLUMNS + " columns");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            String name = record.getField(i).strip();
            String wrong = name.isEmpty()
                    ? "the column has no name; the first row names the columns"
                    : names.contains(name) ? "the column '" + Nearest.shorten(name) + "' stands here twice" : "";
            if (!wrong.isEmpty()) {
                findings.in(Kind.TABLE_LAYOUT, Place.of(path, line, i + 1), wrong);
            }
            names.add(wrong.isEmpty() ? name : "");
        }
        headerLine = line;
        headerCells = record.getFieldCount();
        columns = List.copyOf(names);
    }

    private void row(int line, CsvRecord record, int length) throws Refused {
        if (rows.size() == MOST_ROWS) {
            throw new Refused(
                    Kind.TABLE_LAYOUT, Place.of(path, line, 1), "the table has more than " + MOST_ROWS + " rows");
        }
        if (length > columns.size()) {
            findings.in(
                    Kind.TABLE_LAYOUT,
                    Place.of(path, line, columns.size() + 1),
                    "the row has " + length + " cells and the first row names " + columns.size()
                            + "; a text that has the separator in it stands in quotes, and numbers have a point");
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < Math.min(length, columns.size()); i++) {
            String cell = record.getField(i).strip();
            if (cell.length() > LONGEST) {
                findings.in(
                        Kind.TABLE_CELL,
                        Place.of(path, line, i + 1),
                        "the cell has more than " + LONGEST + " characters; is a quote missing?");
            }
            cells.put(columns.get(i), cell);
        }
        rows.add(new Row(line, cells, length > columns.size(), record.getFieldCount() > headerCells));
    }

    /** One row; cells are stripped of blanks, and a cell that is not there is empty. */
    public final class Row {
        private final int line;
        private final Map<String, String> cells;
        private final boolean isShifted;
        private final boolean isLong;

        /** Of a row with too many cells nobody knows which is which, so that nothing more is said of them. */
        Row(int line, Map<String, String> cells, boolean isShifted, boolean isLong) {
            this.line = line;
            this.cells = cells;
            this.isShifted = isShifted;
            this.isLong = isLong;
        }

        public int line() {
            return line;
        }

        public String get(String column) {
            return cells.getOrDefault(column, "");
        }

        /** The column of a finding is the number of the cell; a column that is not there is told once. */
        public void fail(String column, String message) {
            if (isShifted) {
                return;
            } else if (columns.contains(column)) {
                String hint = isLong
                        ? "; the row has more separators than the first one: a text that has one in it stands in quotes"
                        : "";
                findings.in(Kind.TABLE_CELL, place(column), message + hint);
            } else {
                missing(column);
            }
        }

        /** Where the cell stands; for a column that is not there, the row. */
        public Place place(String column) {
            return Place.of(path, line, columns.indexOf(column) + 1);
        }
    }
}
