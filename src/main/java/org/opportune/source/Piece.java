package org.opportune.source;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Term.Ref;

/**
 * Something in the rules' language that a sentence says.
 *
 * @param column of what says it in the line
 * @param bound a property that has to be bound for it; null for none
 */
record Piece(String drl, int column, @Nullable Ref bound) {
    static Piece of(String drl, int column) {
        return new Piece(drl, column, null);
    }

    static Piece of(Ref ref, int column) {
        return of("$" + ref.fact().word().toLowerCase(Locale.ROOT) + "." + ref.name(), column);
    }

    static Piece bound(Ref ref, int column) {
        return new Piece("$" + ref.fact().word().toLowerCase(Locale.ROOT) + "_" + ref.name(), column, ref);
    }

    static Piece text(String text, int column) {
        return of(quoted(text), column);
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
