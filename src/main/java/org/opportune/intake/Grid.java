package org.opportune.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;

/**
 * The cells of a table file, CSV or the first sheet of a workbook alike. Numbers stand as {@code 3}, {@code 3.5}, {@code 1000}, truth values as
 * {@code true} and {@code false}, days and times as {@code 2026-03-01}, {@code 2026-03-01T10:15:00} and {@code 10:15:00}; a share of 5 % is {@code 0.05}.
 */
public final class Grid {
    static final int MOST_ROWS = 20_000;
    static final int MOST_COLUMNS = 200;
    static final int MOST_CELLS = 1_000_000;
    static final int LONGEST = 2_000;

    private final String file;
    private final @Nullable String sheet;
    private final List<GridLine> lines;
    private final int columns;
    private final boolean isWhole;

    /**
     * A cell; what is not there is empty.
     *
     * @param text without blanks around it; in a merged range that of its first cell
     * @param first the column, from 0, in which the merged range begins that the cell lies in; its own where there is none
     */
    public record Cell(Place place, String text, int first) {
        public boolean isEmpty() {
            return text.isEmpty();
        }
    }

    Grid(String file, @Nullable String sheet, List<GridLine> lines, boolean isWhole) {
        this.file = file;
        this.sheet = sheet;
        this.lines = lines;
        this.isWhole = isWhole;
        this.columns = lines.stream().mapToInt(GridLine::length).max().orElse(0);
    }

    /** Reads a table by its extension; null with findings when it cannot be read. Its text was checked with its folder; that of a workbook is checked here. */
    public static @Nullable Grid read(String file, byte[] content, Findings findings) {
        try {
            if (file.endsWith(".csv")) {
                return CsvGrid.read(file, content, findings);
            }
            if (file.endsWith(".xlsx")) {
                return Workbook.read(file, content, findings);
            }
            throw new Refused(Kind.FILE_NAME, file, "a table is a .csv or .xlsx file");
        } catch (Refused e) {
            e.into(findings);
            return null;
        }
    }

    /** False when a cell could not be read, which is told; it is empty, and the table is read on to find what else is wrong. */
    public boolean isWhole() {
        return isWhole;
    }

    public int rows() {
        return lines.size();
    }

    public int columns() {
        return columns;
    }

    /** Row and column count from 0. */
    public Cell cell(int row, int column) {
        GridLine line = row < lines.size() ? lines.get(row) : GridLine.NONE;
        return new Cell(place(row, column), line.text(column), line.first(column));
    }

    private Place place(int row, int column) {
        if (sheet != null) {
            return place(file, sheet, row, column);
        }
        int beyond = row - lines.size() + 1;
        int line = beyond <= 0
                ? lines.get(row).number
                : beyond + (lines.isEmpty() ? 0 : lines.get(lines.size() - 1).number);
        return Place.of(file, line, column + 1);
    }

    /** The place of a cell of a sheet, whose row and column count from 0. */
    static Place place(String file, String sheet, int row, int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return new Place(file, row + 1, column + 1, sheet + "!" + letters + (row + 1));
    }
}
