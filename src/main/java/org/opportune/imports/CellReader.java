package org.opportune.imports;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.imports.Row.Line;
import org.opportune.imports.Row.Rejection;

/** Reads the cells of a line by their columns' formats. */
final class CellReader {
    private final Mapping mapping;

    CellReader(Mapping mapping) {
        this.mapping = mapping;
    }

    Cells read(Line line, ColumnNeeds needs) throws Refused {
        Map<String, String> known = new HashMap<>();
        for (String column : needs.all()) {
            String text = read(line, column, needs.numbers().contains(column));
            if (text != null) {
                known.put(column, text);
            } else if (needs.filled().contains(column)) {
                throw new Refused(line.number(), column + " is empty; without it the event would be wrong");
            }
        }
        return new Cells(line.number(), known);
    }

    /** The customer's identities, by namespace; empty when no column names one. */
    Map<String, String> identities(Line line) throws Refused {
        Map<String, String> known = new HashMap<>();
        for (Map.Entry<String, String> identity :
                mapping.customer().identities().entrySet()) {
            String text = read(line, identity.getValue(), false);
            if (text != null) {
                known.put(identity.getKey(), text);
            }
        }
        return known;
    }

    private @Nullable String read(Line line, String column, boolean isNumber) throws Refused {
        ColumnFormat format = mapping.format(column);
        try {
            String text = format.read(line.cell(column));
            return text != null && isNumber && format.kind() == ColumnFormat.Kind.TEXT
                    ? format.number(text).toPlainString()
                    : text;
        } catch (ColumnFormat.Unreadable e) {
            throw new Refused(line.number(), column + ": " + e.getMessage());
        }
    }

    /** A line that cannot be read as the mapping says. */
    static final class Refused extends Exception {
        private final long line;

        Refused(long line, String message) {
            super(message, null, false, false);
            this.line = line;
        }

        Rejection rejection() {
            return new Rejection(line, Reasons.INVALID, String.valueOf(getMessage()));
        }
    }
}
