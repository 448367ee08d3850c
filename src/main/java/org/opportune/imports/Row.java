package org.opportune.imports;

import java.util.List;

/** What a file gives for one of its lines: its cells, or why they cannot be had. */
sealed interface Row {
    /** The line's number in the file, from 1; the first one when quoted text spans several. */
    long number();

    /** A line that could be read; its cells are stripped of white space around them. */
    record Line(long number, Columns columns, List<String> cells) implements Row {
        String cell(String column) {
            return cells.get(columns.index(column)).strip();
        }
    }

    /** A line that was refused: a stable code, and a sentence that says what to do. */
    record Rejection(long number, String reason, String message) implements Row {}
}
