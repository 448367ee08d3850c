package org.opportune.http;

import java.io.IOException;
import java.util.Set;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Recognises what the client alone brought about: bytes that are no HTTP, and a connection that it closed. Neither is news for a log. */
final class Farewell {
    private static final Set<String> SAID = Set.of(
            "Connection is closed", "Connection reset by peer", "Connection reset", "Broken pipe", "Locally closed");

    private Farewell() {}

    /** Payara's web container writes traces into the message. */
    static boolean isIn(LogRecord record) {
        String message = String.valueOf(record.getMessage());
        return isIn(record.getThrown())
                || SAID.stream().anyMatch(said -> message.contains(IOException.class.getName() + ": " + said));
    }

    static boolean isIn(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            boolean left = cause instanceof IOException && SAID.contains(String.valueOf(cause.getMessage()));
            // Payara's classes are there at run time only, and not in every test.
            if (left || cause.getClass().getSimpleName().equals("HttpBrokenContentException")) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
