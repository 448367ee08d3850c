package org.opportune.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.Grid;
import org.opportune.intake.Grid.Cell;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.model.Step;

/**
 * Where things stand in a decision table of Drools' layout: the header's cells, then tables. A table begins with {@code RuleTable name}; below it stand, a
 * row each, what the columns are, the facts of conditions, the templates, and headings for people; then a rule a row.
 */
final class TableLayout {
    private static final int HEAD = 5;
    private static final String NOTES = "Notes";

    private final Grid grid;
    private final Step step;
    private final Findings findings;

    TableLayout(Grid grid, Step step, Findings findings) {
        this.grid = grid;
        this.step = step;
        this.findings = findings;
    }

    /**
     * One table.
     *
     * @param firstRow of its rules, from 0
     * @param lastRow of its rules, inclusive
     * @param isWhole false when a column is not understood, which is told once and not again of each row that lacks it
     */
    record Table(String name, List<TableColumn> columns, int firstRow, int lastRow, boolean isWhole) {}

    List<Table> read() {
        List<Integer> starts = new ArrayList<>();
        for (int row = 0; row < grid.rows(); row++) {
            if (start(row) != null) {
                starts.add(row);
            }
        }
        header(starts.isEmpty() ? grid.rows() : starts.get(0));
        if (starts.isEmpty() && grid.isWhole()) {
            findings.in(
                    Kind.TABLE_LAYOUT,
                    grid.cell(0, 0).place(),
                    "there is no cell 'RuleTable …'; a table of rules begins with it");
        }
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : grid.rows();
            Table table = table(starts.get(i), end - 1);
            if (table != null) {
                tables.add(table);
            }
        }
        return tables;
    }

    private @Nullable Cell start(int row) {
        for (int column = 0; column < grid.columns(); column++) {
            Cell cell = grid.cell(row, column);
            String[] words = cell.text().split("\\s+", 2);
            if (words[0].equalsIgnoreCase("RuleTable")) {
                return cell;
            }
        }
        return null;
    }

    /** The three cells that a DRL file has as its header, in this order; what stands in a row that begins with Notes means nothing. */
    private void header(int end) {
        List<Property> expected = new ArrayList<>(List.of(
                new Property("RuleSet", step.packageName()),
                new Property(
                        "Import",
                        String.join(
                                ", ",
                                step.facts().stream()
                                        .map(fact -> Step.FACTS + "." + fact)
                                        .toList())),
                new Property("Variables", step.verbs() + " " + step.global())));
        for (int row = 0; row < end; row++) {
            List<Cell> cells = filled(row);
            if (cells.isEmpty()) {
                continue;
            }
            Cell key = cells.get(0);
            if (key.text().equalsIgnoreCase(NOTES)) {
                continue;
            }
            Property next = expected.isEmpty() ? null : expected.get(0);
            if (next == null || !key.text().equalsIgnoreCase(next.name())) {
                misplaced(key);
                Nearest.to(key.text(), expected.stream().map(Property::name).toList())
                        .ifPresent(meant ->
                                expected.removeIf(property -> property.name().equals(meant)));
                continue;
            }
            expected.remove(0);
            String value = cells.size() == 2 ? cells.get(1).text().replaceAll("\\s*,\\s*", ", ") : "";
            if (!value.replaceAll("\\s+", " ").equals(next.value())) {
                findings.in(
                        Kind.HEADER,
                        cells.size() > 1 ? cells.get(1).place() : key.place(),
                        next.name() + " must be '" + next.value() + "' in " + step.folder() + "/, in one cell");
            }
        }
        if (!expected.isEmpty() && grid.isWhole()) {
            findings.in(
                    Kind.HEADER,
                    grid.cell(0, 0).place(),
                    "the cell '" + expected.get(0).name() + "' with '"
                            + expected.get(0).value() + "' beside it is missing");
        }
    }

    private void misplaced(Cell key) {
        boolean known =
                Arrays.stream(new String[] {"RuleSet", "Import", "Variables"}).anyMatch(key.text()::equalsIgnoreCase);
        findings.in(
                known ? Kind.HEADER : Kind.NOT_IN_LANGUAGE,
                key.place(),
                "'" + Nearest.shorten(key.text())
                        + "' does not belong here; the head of a table is RuleSet, Import and Variables, each once and in this order");
    }

    private record Property(String name, String value) {}

    private List<Cell> filled(int row) {
        List<Cell> cells = new ArrayList<>();
        for (int column = 0; column < grid.columns(); column++) {
            Cell cell = grid.cell(row, column);
            if (!cell.isEmpty() && cell.first() == column) {
                cells.add(cell);
            }
        }
        return cells;
    }

    private @Nullable Table table(int start, int end) {
        Cell title = start(start);
        if (title == null || start + HEAD > end + 1) {
            findings.in(
                    Kind.TABLE_LAYOUT,
                    grid.cell(start, 0).place(),
                    "below RuleTable stand four rows: what the columns are, facts, templates, headings");
            return null;
        }
        int first = title.first();
        String name = title.text().replaceFirst("(?i)^RuleTable\\s*", "");
        List<TableColumn> columns = new ArrayList<>();
        boolean ok = true;
        for (int column = first; column < grid.columns(); column++) {
            Cell what = grid.cell(start + 1, column);
            if (what.isEmpty()) {
                checkEmpty(start + 1, end, column);
                continue;
            }
            TableColumn.Use use = TableColumn.Use.of(what.text().toUpperCase(Locale.ROOT));
            if (use == null) {
                findings.in(Kind.NOT_IN_LANGUAGE, what.place(), TableColumn.Use.unknown(what.text()));
                ok = false;
                continue;
            }
            Cell fact = grid.cell(start + 2, grid.cell(start + 2, column).first());
            columns.add(new TableColumn(use, column, fact, grid.cell(start + 3, column)));
        }
        boolean acts = columns.stream().anyMatch(column -> column.use() == TableColumn.Use.ACTION);
        if (!acts && ok && grid.isWhole()) {
            findings.in(Kind.TABLE_LAYOUT, title.place(), "the table has no ACTION column, so its rules say nothing");
        }
        return new Table(name, columns, start + HEAD, end, ok && acts && grid.isWhole());
    }

    /** A column that nobody declared must not look as if it meant something. */
    private void checkEmpty(int row, int end, int column) {
        for (int below = row; below <= end; below++) {
            Cell cell = grid.cell(below, column);
            if (!cell.isEmpty() && cell.first() == column) {
                Place place = cell.place();
                findings.in(
                        Kind.TABLE_LAYOUT,
                        place,
                        "'" + Nearest.shorten(cell.text())
                                + "' stands in a column that is no CONDITION, ACTION or the like; name its use above, or move it away");
                return;
            }
        }
    }
}
