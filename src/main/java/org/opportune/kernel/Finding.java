package org.opportune.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, where it stands, and what to do about it: in a file (line and column count from 1, or a cell) or in a request (a JSON pointer).
 *
 * @param kind the slug of its {@link Kind}, for what a check of rule files says; null otherwise
 * @param message shows the name and the value, and says what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        @Nullable String kind,
        @Nullable String pointer,
        @Nullable String file,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable String cell,
        String message) {

    public static Finding at(String pointer, String message) {
        return new Finding(null, pointer, null, null, null, null, message);
    }

    /** About the whole, and no place of it. */
    static Finding of(String message) {
        return new Finding(null, null, null, null, null, null, message);
    }

    /** About the whole of the files, and no place in them. */
    public static Finding of(Kind kind, String message) {
        return new Finding(kind.slug(), null, null, null, null, null, message);
    }

    public static Finding in(String file, int line, int column, String message) {
        return new Finding(null, null, file, Math.max(1, line), Math.max(1, column), null, message);
    }

    public static Finding in(Kind kind, Place place, String message) {
        return new Finding(kind.slug(), null, place.file(), place.line(), place.column(), place.cell(), message);
    }

    /** The same said at another place of the files. */
    public Finding movedTo(Place place) {
        return new Finding(kind, null, place.file(), place.line(), place.column(), place.cell(), message);
    }

    /** As an editor and a log show it: {@code file:line:column: message}. */
    @Override
    public String toString() {
        String place = file == null ? pointer : cell == null ? file + ":" + line + ":" + column : file + ":" + cell;
        return place == null || place.isEmpty() ? message : place + ": " + message;
    }
}
