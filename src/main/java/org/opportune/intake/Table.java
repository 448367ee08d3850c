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
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;

/** A plain table: the first row names the columns, every further row is a thing. Findings give the row's line and the column's position. */
public final class Table {
    private Table() {}

    /** Reads a table whose columns are known beforehand; a column that is not there is empty, an unknown one is a finding. */
    public static List<Row> read(RulebookFolder folder, String path, List<String> columns, Findings findings) {
        if (!folder.has(path)) {
            findings.add(Finding.in(path, 1, 1, "the file is missing; its first row is " + String.join(",", columns)));
            return List.of();
        }
        List<Row> rows = read(path, folder.text(path), findings);
        for (String column : rows.isEmpty() ? List.<String>of() : rows.get(0).columns()) {
            if (!columns.contains(column)) {
                findings.add(Finding.in(path, 1, 1, Nearest.unknown("column", column, columns)));
            }
        }
        return rows;
    }

    /** Reads a table with any columns. */
    public static List<Row> read(String path, String text, Findings findings) {
        List<Row> rows = new ArrayList<>();
        List<String> header = List.of();
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(content)) {
            for (CsvRecord record : reader) {
                int line = (int) record.getStartingLineNumber();
                if (header.isEmpty()) {
                    header = header(path, record, findings);
                } else if (record.getFieldCount() > header.size()) {
                    findings.add(Finding.in(
                            path,
                            line,
                            header.size() + 1,
                            "the row has " + record.getFieldCount() + " cells and the first row names " + header.size()
                                    + "; a text with a comma stands in quotes"));
                } else {
                    rows.add(new Row(path, line, header, record.getFields(), findings));
                }
            }
        } catch (CsvParseException | UncheckedIOException e) {
            findings.add(Finding.in(
                    path,
                    rows.isEmpty() ? 1 : rows.get(rows.size() - 1).line() + 1,
                    1,
                    "not a CSV table: " + e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static List<String> header(String path, CsvRecord record, Findings findings) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : record.getFields()) {
            if (!names.add(name.strip())) {
                findings.add(Finding.in(path, 1, 1, "the column '" + Nearest.shorten(name) + "' stands here twice"));
            }
        }
        return List.copyOf(names);
    }

    /** One row; cells are stripped of blanks, and a cell that is not there is empty. */
    public static final class Row {
        private final String path;
        private final int line;
        private final List<String> columns;
        private final Map<String, String> cells = new HashMap<>();
        private final Findings findings;

        Row(String path, int line, List<String> columns, List<String> fields, Findings findings) {
            this.path = path;
            this.line = line;
            this.columns = columns;
            this.findings = findings;
            for (int i = 0; i < Math.min(columns.size(), fields.size()); i++) {
                cells.put(columns.get(i), fields.get(i).strip());
            }
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
            findings.add(Finding.in(path, line, columns.indexOf(column) + 1, message));
        }
    }
}
