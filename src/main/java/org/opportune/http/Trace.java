package org.opportune.http;

import java.sql.SQLException;

/**
 * An exception for the log: kinds and places all the way down. Messages stay out unless the Java machine wrote them, because a database
 * or a parser likes to quote the value that it choked on, and that may be somebody's e-mail address.
 */
final class Trace {
    private static final int FRAMES = 25;

    private Trace() {}

    static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            text.append(depth == 0 ? "" : "\ncaused by ")
                    .append(cause.getClass().getName())
                    .append(said(cause));
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                text.append("\n    at ").append(frames[i]);
            }
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static String said(Throwable thrown) {
        if (thrown instanceof SQLException sql) {
            return " (SQL state " + sql.getSQLState() + ", error " + sql.getErrorCode() + ")";
        }
        boolean byTheMachine = thrown instanceof NullPointerException
                || thrown instanceof IndexOutOfBoundsException
                || thrown instanceof ClassCastException
                || thrown instanceof ArithmeticException
                || thrown instanceof LinkageError;
        return byTheMachine ? ": " + thrown.getMessage() : "";
    }
}
