package org.opportune.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;

/** The merged ranges of a sheet. Each cell of one has the text of its first, whatever stands under it. */
final class Merges {
    private static final int MOST = 500;
    private static final Pattern CELL = Pattern.compile("\\$?([A-Z]{1,3})\\$?([0-9]{1,7})");

    private final String file;
    private final String sheet;
    private final List<Range> ranges = new ArrayList<>();

    private record Range(int top, int left, int bottom, int right) {
        boolean meets(Range other) {
            return top <= other.bottom && other.top <= bottom && left <= other.right && other.left <= right;
        }
    }

    Merges(String file, String sheet) {
        this.file = file;
        this.sheet = sheet;
    }

    /** Row and column from 0 of a reference such as {@code C12}; null when it is none. */
    static int @Nullable [] cell(String reference) {
        Matcher matcher = CELL.matcher(reference);
        if (!matcher.matches()) {
            return null;
        }
        int column = 0;
        for (char letter : matcher.group(1).toCharArray()) {
            column = column * 26 + letter - 'A' + 1;
        }
        return new int[] {Integer.parseInt(matcher.group(2)) - 1, column - 1};
    }

    void read(Xml xml) throws Refused {
        while (xml.child()) {
            String reference = String.valueOf(xml.attribute("ref"));
            String[] ends = reference.split(":", -1);
            int[] start = cell(ends[0]);
            int[] end = cell(ends[ends.length - 1]);
            if (start == null || end == null || ends.length > 2 || end[0] < start[0] || end[1] < start[1]) {
                throw xml.refused("has a merged range '" + Nearest.shorten(reference) + "', which is none");
            }
            add(new Range(start[0], start[1], end[0], end[1]));
            xml.skip();
        }
    }

    private void add(Range range) throws Refused {
        String wrong = ranges.size() == MOST
                ? "the sheet has more than " + MOST + " merged ranges"
                : range.bottom >= Grid.MOST_ROWS || range.right >= Grid.MOST_COLUMNS
                        ? "the merged range reaches beyond " + Grid.MOST_ROWS + " rows or " + Grid.MOST_COLUMNS
                                + " columns"
                        : ranges.stream().anyMatch(range::meets) ? "the merged range overlaps another one" : null;
        if (wrong != null) {
            throw new Refused(
                    Kind.TABLE_LAYOUT, Grid.place(file, sheet, range.top, range.left), wrong + "; unmerge the cells");
        }
        ranges.add(range);
    }

    /** The lines with the merged ranges filled in; those of which the first cell is empty change nothing but where the range begins. */
    List<GridLine> apply(List<GridLine> lines) {
        List<GridLine> merged = new ArrayList<>(lines);
        for (Range range : ranges) {
            String text = text(merged, range.top, range.left);
            for (int row = range.top;
                    row <= (text == null ? Math.min(range.bottom, merged.size() - 1) : range.bottom);
                    row++) {
                while (merged.size() <= row) {
                    merged.add(new GridLine(merged.size() + 1, new @Nullable String[0], null));
                }
                merged.set(row, with(merged.get(row), range, text));
            }
        }
        return merged;
    }

    private static @Nullable String text(List<GridLine> lines, int row, int column) {
        String text = row < lines.size() ? lines.get(row).text(column) : "";
        return text.isEmpty() ? null : text;
    }

    private static GridLine with(GridLine line, Range range, @Nullable String text) {
        int length = text == null ? line.length() : Math.max(line.length(), range.right + 1);
        @Nullable String[] texts = new @Nullable String[length];
        int[] firsts = new int[length];
        for (int column = 0; column < length; column++) {
            boolean isIn = column >= range.left && column <= range.right;
            texts[column] = isIn ? text : line.text(column);
            firsts[column] = isIn ? range.left : line.first(column);
        }
        return new GridLine(line.number, texts, firsts);
    }
}
