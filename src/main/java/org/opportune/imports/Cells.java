package org.opportune.imports;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of one line that a pattern reads, each read by its column's format; what is unknown is left out. */
record Cells(long line, Map<String, String> known) {
    @Nullable
    String text(String column) {
        return known.get(column);
    }

    /** Of a column that was checked to hold a number. */
    BigDecimal number(String column) {
        String text = known.get(column);
        if (text == null) {
            throw new IllegalStateException("line " + line + " has no number in " + column);
        }
        return new BigDecimal(text);
    }
}
