package org.opportune.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
    private List<String> columns = List.of();
    private final List<Row> rows = new ArrayList<>();

    private Table(String path, Findings findings) {
        this.path = path;
        this.findings = findings;
    }

    /** Reads a table whose columns are known beforehand; a column that is not there is empty, an unknown one is a finding. */
    public static List<Row> read(RulebookFolder folder, String path, List<String> columns, Findings findings) {
        if (!folder.has(path)) {
            String message = "the file is missing; its first row is " + String.join(",", columns);
            findings.in(Kind.FILE_MISSING, Place.of(path, 1, 1), message);
            return List.of();
        }
        Table table = new Table(path, findings);
        table.read(folder.text(path));
        for (int i = 0; i < table.columns.size(); i++) {
            if (!columns.contains(table.columns.get(i))) {
                String message = Nearest.unknown("column", table.columns.get(i), columns);
                findings.in(Kind.TABLE_LAYOUT, Place.of(path, 1, i + 1), message);
            }
        }
        return table.rows;
    }

    /** Reads a table with any columns. */
    public static List<Row> read(String path, String text, Findings findings) {
        Table table = new Table(path, findings);
        table.read(text);
        return table.rows;
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
            findings.in(Kind.TABLE_LAYOUT, Place.of(path, line, 1), CsvGrid.mistake(e));
        } catch (Refused e) {
            e.into(findings);
            rows.clear();
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
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < length; i++) {
            String name = record.getField(i).strip();
            String wrong = name.isEmpty()
                    ? "the column has no name; the first row names the columns"
                    : !names.add(name) ? "the column '" + Nearest.shorten(name) + "' stands here twice" : "";
            if (!wrong.isEmpty()) {
                throw new Refused(Kind.TABLE_LAYOUT, Place.of(path, line, i + 1), wrong);
            }
        }
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
                            + "; a text that has the separator in it stands in quotes");
            return;
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < length; i++) {
            String cell = record.getField(i).strip();
            if (cell.length() > LONGEST) {
                findings.in(
                        Kind.TABLE_CELL,
                        Place.of(path, line, i + 1),
                        "the cell has more than " + LONGEST + " characters; is a quote missing?");
                cell = "";
            }
            cells.put(columns.get(i), cell);
        }
        rows.add(new Row(path, line, columns, cells, findings));
    }

    /** One row; cells are stripped of blanks, and a cell that is not there is empty. */
    public static final class Row {
        private final String path;
        private final int line;
        private final List<String> columns;
        private final Map<String, String> cells;
        private final Findings findings;

        Row(String path, int line, List<String> columns, Map<String, String> cells, Findings findings) {
            this.path = path;
            this.line = line;
            this.columns = columns;
            this.cells = cells;
            this.findings = findings;
        }

        public int line() {
            return line;
        }

        public List<String> columns() {
            return columns;
        }

        public String get(String column) {
            return cells.getOrDefault(column, "");
        }

        /** The column of a finding is the number of the cell. */
        public void fail(String column, String message) {
            findings.in(Kind.TABLE_CELL, place(column), message);
        }

        /** Where the cell stands; for a column that is not there, the row. */
        public Place place(String column) {
            return Place.of(path, line, columns.indexOf(column) + 1);
        }
    }
}
