package org.opportune.catalogue;

import org.opportune.intake.Table;
import org.opportune.kernel.Nearest;
import org.opportune.vocabulary.Identifiers;
import org.opportune.vocabulary.VocabularyReader;

/** The ids that tables declare. */
final class Ids {
    private Ids() {}

    static void check(Table.Row row, String id) {
        if (id.equals(VocabularyReader.NONE)) {
            row.fail("id", "'none' is no id, since it is the word for nothing in cases; choose another one");
        } else if (!isId(id)) {
            String meant = Identifiers.dashed(id);
            row.fail(
                    "id",
                    "'" + Nearest.shorten(id)
                            + "' is no id: small letters and digits with dashes between them, at most 60"
                            + (isId(meant) ? "; write " + meant : ""));
        }
    }

    static boolean isId(String id) {
        return Identifiers.ID.matcher(id).matches();
    }
}
