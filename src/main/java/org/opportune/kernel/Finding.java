package org.opportune.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, where it stands, and what to do about it: in a file (line and column count from 1) or in a request (a JSON pointer).
 *
 * @param message shows the name and the value, and says what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        @Nullable String pointer,
        @Nullable String file,
        @Nullable Integer line,
        @Nullable Integer column,
        String message) {

    public static Finding at(String pointer, String message) {
        return new Finding(pointer, null, null, null, message);
    }

    public static Finding in(String file, int line, int column, String message) {
        return new Finding(null, file, Math.max(1, line), Math.max(1, column), message);
    }

    /** As an editor and a log show it: {@code file:line:column: message}. */
    @Override
    public String toString() {
        String place = file == null ? pointer : file + ":" + line + ":" + column;
        return place == null || place.isEmpty() ? message : place + ": " + message;
    }
}
