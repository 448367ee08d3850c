package org.opportune.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a file: line and column count from 1, or a cell of a sheet, whose row and column they then are.
 *
 * @param cell as a spreadsheet names it, such as {@code Rules!C12}; null in files of text
 */
public record Place(
        String file, int line, int column, @Nullable String cell) {
    public Place {
        line = Math.max(1, line);
        column = Math.max(1, column);
    }

    public static Place of(String file, int line, int column) {
        return new Place(file, line, column, null);
    }

    /** As an editor and a log show it: {@code file:line:column} or {@code file:sheet!cell}. */
    @Override
    public String toString() {
        return cell == null ? file + ":" + line + ":" + column : file + ":" + cell;
    }
}
