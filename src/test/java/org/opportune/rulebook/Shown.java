package org.opportune.rulebook;

import org.jspecify.annotations.Nullable;
import org.opportune.model.Row;
import org.opportune.vocabulary.FactValues;

/** What a failed comparison tells of a row. */
final class Shown {
    private Shown() {}

    static String of(Row row) {
        return known(row.customer()) + "\n" + known(row.context()) + "\n" + known(row.classification()) + "\n"
                + known(row.offer());
    }

    private static String known(@Nullable FactValues values) {
        return values == null ? "-" : values.known().toString();
    }
}
