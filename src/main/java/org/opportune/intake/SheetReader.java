package org.opportune.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;

/** Walks the rows of one sheet. What lies between the cells costs nothing, however far apart they are. */
final class SheetReader {
    private static final int SHEET_COLUMNS = 16_384;
    private static final int SHEET_ROWS = 1_048_576;

    private final String file;
    private final String sheet;
    private final boolean isNote;
    private final CellReader cells;
    private final Findings findings;
    private final List<GridLine> lines = new ArrayList<>();
    private final BitSet hiddenColumns = new BitSet();
    private final Set<Integer> named = new HashSet<>();
    private final Merges merges;
    private boolean hasRows;
    private int filled;

    SheetReader(String file, String sheet, boolean isNote, CellReader cells, Findings findings) {
        this.file = file;
        this.sheet = sheet;
        this.isNote = isNote;
        this.cells = cells;
        this.findings = findings;
        this.merges = new Merges(file, sheet);
    }

    void read(Xml xml) throws Refused {
        if (!xml.child() || !xml.name().equals("worksheet")) {
            throw xml.refused("is no sheet of cells");
        }
        while (xml.child()) {
            switch (xml.name()) {
                case "cols" -> widths(xml);
                case "sheetFormatPr" -> {
                    if (isNothing(xml.attribute("defaultColWidth")) || isNothing(xml.attribute("defaultRowHeight"))) {
                        throw xml.refused("has rows or columns of no size; show them");
                    }
                    xml.skip();
                }
                case "sheetData" -> rows(xml);
                case "mergeCells" -> merges.read(xml);
                default -> xml.skip();
            }
        }
    }

    /** The table, after {@link #read}. */
    Grid grid(boolean isWhole) throws Refused {
        return new Grid(file, sheet, merges.apply(lines), isWhole);
    }

    private void widths(Xml xml) throws Refused {
        if (hasRows) {
            throw xml.refused("gives the widths of its columns after its cells");
        }
        while (xml.child()) {
            if (xml.isTrue("hidden") || isNothing(xml.attribute("width"))) {
                int end = Math.min(xml.number("max"), Grid.MOST_COLUMNS);
                int start = Math.max(0, Math.min(xml.number("min") - 1, end));
                hiddenColumns.set(start, end);
            }
            xml.skip();
        }
    }

    private void rows(Xml xml) throws Refused {
        if (hasRows) {
            throw xml.refused("has its cells twice");
        }
        hasRows = true;
        int row = -1;
        while (xml.child()) {
            int next = xml.attribute("r") == null ? row + 1 : xml.number("r") - 1;
            if (!xml.name().equals("row") || next <= row || next >= SHEET_ROWS) {
                throw xml.refused(
                        "has row " + Nearest.shorten(Objects.requireNonNullElse(xml.attribute("r"), "" + (next + 1)))
                                + " out of order; save the file anew");
            }
            row = next;
            row(xml, row);
        }
    }

    private void row(Xml xml, int row) throws Refused {
        boolean isHidden = xml.isTrue("hidden") || isNothing(xml.attribute("ht"));
        int column = -1;
        @Nullable String[] texts = new @Nullable String[0];
        while (xml.child()) {
            if (!xml.name().equals("c")) {
                xml.skip();
                continue;
            }
            int next = column(xml, row, column + 1);
            if (next <= column || next >= SHEET_COLUMNS) {
                throw xml.refused("has the cells of row " + (row + 1) + " out of order; save the file anew");
            }
            column = next;
            Place place = Grid.place(file, sheet, row, column);
            String text = cells.read(xml, place, isNote);
            if (text.isEmpty()) {
                continue;
            }
            if (isNote) {
                note(text, place);
                continue;
            }
            inBounds(row, column, place);
            if (isHidden || hiddenColumns.get(column)) {
                hidden(isHidden, row, column, place);
            }
            if (column >= texts.length) {
                texts = Arrays.copyOf(texts, Math.min(Grid.MOST_COLUMNS, Math.max(column + 1, texts.length * 2)));
            }
            texts[column] = text;
        }
        if (texts.length > 0) {
            while (lines.size() < row) {
                lines.add(new GridLine(lines.size() + 1, new @Nullable String[0], null));
            }
            lines.add(new GridLine(row + 1, Arrays.copyOf(texts, length(texts)), null));
        }
    }

    private static int length(@Nullable String[] texts) {
        int length = texts.length;
        while (texts[length - 1] == null) {
            length--;
        }
        return length;
    }

    /** The column of the open cell by its reference, or the next one where there is none. */
    private static int column(Xml xml, int row, int next) throws Refused {
        String reference = xml.attribute("r");
        if (reference == null) {
            return next;
        }
        int[] place = Merges.cell(reference);
        if (place == null || place[0] != row) {
            throw xml.refused("has a cell '" + Nearest.shorten(reference) + "' in row " + (row + 1));
        }
        return place[1];
    }

    private void inBounds(int row, int column, Place place) throws Refused {
        if (row >= Grid.MOST_ROWS || column >= Grid.MOST_COLUMNS || ++filled > Grid.MOST_CELLS) {
            throw new Refused(
                    Kind.TABLE_LAYOUT,
                    place,
                    "the cell lies beyond what a table may hold: " + Grid.MOST_ROWS + " rows, " + Grid.MOST_COLUMNS
                            + " columns and " + Grid.MOST_CELLS + " filled cells; clear it or split the table");
        }
    }

    private void hidden(boolean isRow, int row, int column, Place place) {
        if (named.add(isRow ? -1 - row : column)) {
            String message =
                    "the " + (isRow ? "row" : "column") + " is hidden and holds something; show it or delete it";
            findings.in(Kind.WORKBOOK_UNSAFE, place, message);
        }
    }

    private void note(String text, Place place) {
        String start = text.replaceFirst("^[\\s\\p{Z}]+", "").toLowerCase(Locale.ROOT);
        if (start.startsWith("ruleset") || start.startsWith("ruletable")) {
            findings.in(
                    Kind.TABLE_LAYOUT,
                    place,
                    "'" + Nearest.shorten(text) + "' begins a table on a further sheet, where it would not be read;"
                            + " put it on the first sheet or into a file of its own");
        }
    }

    /** Whether a width or height is too small to see anything in. */
    private static boolean isNothing(@Nullable String size) {
        return size != null && size.matches("-?(0*+(\\.\\d*+)?|\\.\\d++)");
    }
}
